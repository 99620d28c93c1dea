using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Models;
using SeRes2Net.Nn;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Models;

/// <summary>
/// Compares the generated models with an independent PyTorch implementation written from the papers' equations, starting from
/// the same safetensors file: counts cannot show a missing carry or pool, these comparisons can.
/// </summary>
[OneThread]
public sealed class ParityTests
{
    private const int Batch = 4;

    [PyTorchTheory]
    [InlineData("res2net-29")]
    [InlineData("se-res2net-29")]
    [InlineData("resnet-56")]
    public void In_float64_logits_gradients_and_a_training_step_agree_to_1e_9(string stem) =>
        Compare(stem, ScalarType.Float64, tolerance: 1e-9, gradientTolerance: 1e-9);

    [PyTorchTheory]
    [InlineData("res2net-29")]
    [InlineData("se-res2net-29")]
    [InlineData("resnet-56")]
    public void In_float32_logits_and_running_statistics_agree_to_1e_5(string stem) =>
        Compare(stem, ScalarType.Float32, tolerance: 1e-5, gradientTolerance: null);

    private static void Compare(string stem, ScalarType type, double tolerance, double? gradientTolerance)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var (weights, images, labels) = Start(stem, type);
        Safetensors.Write(folder.File("weights"), weights);
        Safetensors.Write(folder.File("data"), new Dictionary<string, Tensor> { ["images"] = images, ["labels"] = labels });
        PyTorch.RunReference(
            stem, folder.File("weights"), folder.File("data"), folder.File("results"),
            type == ScalarType.Float64 ? "float64" : "float32");
        var expected = Safetensors.Read(folder.File("results")).Tensors;

        foreach (var native in new[] { false, true })
        {
            // The layout decides about the fused kernels: a network that gets the default one uses only TorchSharp's own calls.
            var found = OneStep(stem, type, weights, native ? Capabilities.ToChannelsLast(images) : images, labels);
            found.Keys.Should().BeEquivalentTo(expected.Keys);
            var wrong = new List<string>();
            foreach (var (name, value) in found)
            {
                var limit = name.StartsWith("grad.", StringComparison.Ordinal) || IsLearned(name) ? gradientTolerance : tolerance;
                var difference = Difference(value, expected[name]);
                if (limit is not null && !(difference <= limit))
                {
                    wrong.Add($"{name}: {difference:E1}");
                }
            }
            wrong.Should().BeEmpty($"native kernels {(native ? "on" : "off")}");
        }
    }

    // A state that hides nothing: factors, shifts and running statistics are not the ones and zeros they start at.
    private static (Dictionary<string, Tensor> Weights, Tensor Images, Tensor Labels) Start(string stem, ScalarType type)
    {
        using var guard = no_grad();
        using var model = Catalogue.Find(stem)!.Create();
        Initialisation.Apply(model, seed: 7);
        manual_seed(11);
        foreach (var norm in model.modules().OfType<BatchNorm2d>())
        {
            norm.weight!.uniform_(0.5, 1.5);
            norm.bias!.normal_(0, 0.2);
            norm.running_mean!.normal_(0, 0.2);
            norm.running_var!.uniform_(0.5, 1.5);
        }
        foreach (var conv in model.modules().OfType<Conv2d>())
        {
            conv.bias?.normal_(0, 0.2);
        }
        var weights = model.state_dict().ToDictionary(
            entry => entry.Key, entry => entry.Value.is_floating_point() ? entry.Value.detach().to(type, copy: true) : entry.Value.clone());
        return (weights, randn(Batch, 3, 32, 32).to(type), randint(0, 10, [Batch], ScalarType.Int64));
    }

    private static Dictionary<string, Tensor> OneStep(
        string stem, ScalarType type, Dictionary<string, Tensor> weights, Tensor images, Tensor labels)
    {
        using var model = Catalogue.Find(stem)!.Create();
        model.to(type);
        StateDict.Load(model, weights, "the test");
        var found = new Dictionary<string, Tensor>();
        model.eval();
        using (no_grad())
        {
            found["eval.logits"] = model.call(images);
        }
        model.train();
        var logits = model.call(images);
        var loss = nn.functional.cross_entropy(logits, labels);
        loss.backward();
        found["train.logits"] = logits.detach();
        found["train.loss"] = loss.detach();
        foreach (var (name, parameter) in model.named_parameters())
        {
            found["grad." + name] = parameter.grad!.clone();
        }
        using var optimizer = optim.SGD(model.parameters(), 0.1, momentum: 0.9, weight_decay: 5e-4, nesterov: true);
        optimizer.step();
        foreach (var (name, value) in model.state_dict())
        {
            found["after." + name] = value.detach().clone();
        }
        return found;
    }

    private static bool IsLearned(string name) =>
        name.StartsWith("after.", StringComparison.Ordinal)
        && (name.EndsWith(".weight", StringComparison.Ordinal) || name.EndsWith(".bias", StringComparison.Ordinal));

    // Largest deviation relative to the tensor's largest element: a relative error per element means nothing if the true value is zero.
    private static double Difference(Tensor found, Tensor expected)
    {
        found.shape.Should().Equal(expected.shape);
        var a = found.to(ScalarType.Float64);
        var b = expected.to(ScalarType.Float64);
        return (a - b).abs().max().item<double>() / Math.Max(b.abs().max().item<double>(), double.Epsilon);
    }
}
