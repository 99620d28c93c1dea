using System.Diagnostics;
using System.Globalization;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Models;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Compilation;
using TorchSharp;
using TorchSharp.Modules;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>
/// Compares every spec's exported PyTorch module with its generated C#: two emitters that share only the graph. Both start from
/// <see cref="FormulaWeights"/> and see the same images. Only batch normalisation is in training mode, so that everything random is off.
/// </summary>
// Python uses the other core; threads that spin while they wait would take it.
[OneThread]
public sealed class TwinParityTests(TwinParityTests.Report report, ITestOutputHelper output) : IClassFixture<TwinParityTests.Report>
{
    private const double Double = 1e-9;
    private const double Single = 1e-5;

    public static TheoryData<string> Stems() => [.. Specs.All.Select(spec => spec.Stem)];

    public static TheoryData<string> Unbuilt() => [.. CoverageSpecs.All.Keys];

    [PyTorchTheory]
    [MemberData(nameof(Stems))]
    public void The_exported_module_computes_what_the_generated_class_computes(string stem)
    {
        var (spec, create) = InputSizes.Quick(Specs.Get(stem));
        Compare(spec, create, InputSizes.ForPython(spec), single: spec.Graph.Input.Rows <= 32);
    }

    [PyTorchTheory]
    [MemberData(nameof(Unbuilt))]
    public void Everything_that_the_language_can_say_computes_the_same(string name)
    {
        var spec = CoverageSpecs.All[name];
        Compare(spec, InMemoryCompiler.Compile(spec).Entry.Create, spec.Graph.Input, single: false);
    }

    [Fact]
    public void Everything_that_the_language_can_say_is_in_one_of_these_networks()
    {
        var kinds = typeof(Op).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract);
        var ops = CoverageSpecs.All.Values.SelectMany(spec => spec.Graph.Ops).ToList();

        ops.Select(op => op.GetType()).Distinct().Should().BeEquivalentTo(kinds);
        ops.OfType<ActivationOp>().Select(op => op.Function).Distinct().Should().BeEquivalentTo(Enum.GetValues<ActivationKind>());
        ops.Where(op => op.SharesWith is not null).Select(op => op.GetType()).Distinct().Should().HaveCountGreaterThan(5);
    }

    // Python/blocks.py, where every network is a class written from its paper.
    public static readonly IReadOnlyDictionary<string, string> FromPapers = new Dictionary<string, string>
    {
        ["simam-resnet-20"] = "SimamResNet20",
        ["convnext-v2-atto"] = "ConvNeXtV2Atto",
        ["sknet-50"] = "SkNet14",
        ["coordinate-mobilenet-v2"] = "CoordinateMobileNetV2",
        ["triplet-resnet-20"] = "TripletResNet20",
        ["inception-resnet-cifar"] = "InceptionResNetCifar",
        ["fca-resnet-20"] = "FcaResNet20",
        ["botnet-cifar"] = "BotNet",
        ["repvgg-a0"] = "RepVggA0",
        ["ghostnet"] = "GhostNet",
        ["res2net-50-26w4s-v1b"] = "Res2Net50V1b",
        ["efficientnet-b0"] = "EfficientNetB0",
        ["mobilenet-v3-large"] = "MobileNetV3Large",
    };

    public static TheoryData<string> Papers() => [.. FromPapers.Keys];

    [PyTorchTheory]
    [MemberData(nameof(Papers))]
    public void A_network_of_the_literature_computes_what_its_paper_says(string stem)
    {
        var (spec, create) = InputSizes.Quick(Specs.Get(stem));
        var source = PyTorch.Script("blocks.py");
        var state = StateLayout.Of(spec.Graph).Select(tensor => new object[] { tensor.Name, tensor.Shape });
        Compare(spec, create, InputSizes.ForPython(spec), single: false, source, FromPapers[stem], state);
    }

    private void Compare(
        CompiledSpec spec, Func<Network> create, Shape input, bool single, string? source = null, string? name = null,
        IEnumerable<object[]>? state = null)
    {
        var clock = Stopwatch.StartNew();
        var batch = Batch(spec.Graph, input, single ? 32 : 8);
        var results = report.Python.File("results");
        if (source is null)
        {
            source = report.Python.File("twin.py");
            File.WriteAllText(source, PythonEmitter.Emit(spec));
        }
        report.Python.Send(new
        {
            @do = "run",
            source,
            @class = name ?? PythonEmitter.ClassName(spec.Stem),
            batch,
            input = new[] { input.Channels, input.Rows, input.Columns },
            single,
            state,
            @out = results,
        });

        using var scope = NewDisposeScope();
        var found = Run(create, input, batch, single);
        var answer = report.Python.Receive();
        var expected = Safetensors.Read(results).Tensors;
        File.Delete(results);

        ((long)answer["parameters"]!).Should().Be(spec.Costs.Parameters, "the twin counts for itself");
        // Of a class from a paper, twin.py checked it.
        if (name is null)
            answer["state"]!.AsObject().ToDictionary(entry => entry.Key, entry => Sizes(entry.Value!.AsArray().Select(size => (long)size!)))
                .Should().BeEquivalentTo(StateLayout.Of(spec.Graph).ToDictionary(tensor => tensor.Name, tensor => Sizes(tensor.Shape)));
        found.Keys.Should().BeEquivalentTo(expected.Keys);
        // The gradient of a bias that a normalisation removes again consists of rounding errors only.
        var least = 1e-5 * expected.Where(entry => entry.Key.StartsWith("grad.", StringComparison.Ordinal)).Max(entry => Largest(entry.Value));
        var differences = found.ToDictionary(entry => entry.Key, entry => Difference(
            entry.Value, expected[entry.Key], entry.Key.StartsWith("grad.", StringComparison.Ordinal) ? least : double.Epsilon));
        var line = new Line(name is null ? spec.Stem : $"{spec.Stem} (paper)", input.ToString(), spec.Costs.Parameters,
            Largest(differences, "eval."), Largest(differences, "train."), Largest(differences, "grad."), Largest(differences, "after."),
            single ? Largest(differences, "single.") : null, clock.Elapsed.TotalSeconds, (double)answer["seconds"]!);
        report.Add(line);
        output.WriteLine(line.ToString());
        differences.Where(entry => !(entry.Value <= (entry.Key.StartsWith("single.", StringComparison.Ordinal) ? Single : Double)))
            .Select(entry => $"{entry.Key}: {entry.Value:E1}").Should().BeEmpty();
    }

    private static string Sizes(IEnumerable<long> shape) => string.Join('x', shape);

    // A normalisation of two numbers leaves little but their signs, so every statistic is over a few at least, more in single precision.
    private static int Batch(NetworkGraph graph, Shape input, double numbers)
    {
        var shrinks = (double)input.Rows * input.Columns / ((double)graph.Input.Rows * graph.Input.Columns);
        var least = graph.Ops.OfType<BatchNormOp>().Select(norm => norm.Shape.Rows * norm.Shape.Columns * shrinks).DefaultIfEmpty(numbers).Min();
        return Math.Max(2, (int)Math.Ceiling(numbers / least));
    }

    private static Dictionary<string, Tensor> Run(Func<Network> create, Shape input, int batch, bool single)
    {
        using var model = create();
        model.to(ScalarType.Float64);
        FormulaWeights.Fill(model);
        // Channels-last, which chooses the fused kernels: we compare what trains by default.
        var images = Capabilities.ToChannelsLast(FormulaWeights.Images(input, batch));
        var found = new Dictionary<string, Tensor>();
        model.eval();
        using (no_grad())
        {
            found["eval.logits"] = model.call(images);
        }
        TrainBatchNorm(model);
        var logits = model.call(images);
        found["train.logits"] = logits.detach();
        (logits * FormulaWeights.LossWeights(logits.shape)).sum().backward();
        foreach (var (name, parameter) in model.named_parameters())
        {
            found["grad." + name] = parameter.grad is { } gradient ? Kept(gradient) : zeros(0);
        }
        foreach (var (name, buffer) in model.named_buffers())
        {
            found["after." + name] = Kept(buffer);
        }
        if (single)
        {
            model.to(ScalarType.Float32);
            images = images.to(ScalarType.Float32);
            using var guard = no_grad();
            FormulaWeights.Fill(model);
            found["single.train.logits"] = model.call(images);
            FormulaWeights.Fill(model);
            model.eval();
            found["single.eval.logits"] = model.call(images);
        }
        return found;

        // The float32 part below changes gradients and statistics in place, and the model's own are freed with it.
        Tensor Kept(Tensor tensor) => single ? tensor.clone() : tensor.alias();
    }

    private static void TrainBatchNorm(Network model)
    {
        model.eval();
        foreach (var layer in model.modules().OfType<BatchNorm2d>())
        {
            layer.train();
        }
    }

    // Largest deviation relative to the tensor's largest element, as in ParityTests.
    private static double Difference(Tensor found, Tensor expected, double least)
    {
        using var scope = NewDisposeScope();
        found.shape.Should().Equal(expected.shape);
        var difference = Largest(found.to(ScalarType.Float64) - expected.to(ScalarType.Float64));
        return difference == 0 ? 0 : difference / Math.Max(Largest(expected), least);
    }

    // Of NaN it is NaN. One pass without a copy: some networks have 50 million gradients.
    private static double Largest(Tensor tensor)
    {
        if (tensor.numel() == 0)
            return 0;
        using var scope = NewDisposeScope();
        var (least, most) = tensor.aminmax();
        return Math.Max(Math.Abs(least.to(ScalarType.Float64).item<double>()), Math.Abs(most.to(ScalarType.Float64).item<double>()));
    }

    private static double Largest(Dictionary<string, double> differences, string prefix) =>
        differences.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry.Value).DefaultIfEmpty(0).Max();

    /// <summary>The result for one spec.</summary>
    public sealed record Line(
        string Stem, string Input, long Parameters, double Eval, double Train, double Gradients, double Statistics, double? SingleLogits,
        double Seconds, double PythonSeconds)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Stem,-36} {Input,-10} {Parameters,12:N0} {Eval,9:E1} {Train,9:E1} {Gradients,9:E1} {Statistics,9:E1} {SingleLogits,9:E1} {Seconds,6:F1} {PythonSeconds,6:F1}");
    }

    /// <summary>All lines, written to artifacts/twin-parity.txt at the end; and the Python process.</summary>
    public sealed class Report : IDisposable
    {
        private readonly List<Line> lines = [];

        /// <summary>The process that the twins run in.</summary>
        public TwinProcess Python { get; } = new();

        /// <summary>Adds a line.</summary>
        public void Add(Line line) => lines.Add(line);

        /// <inheritdoc/>
        public void Dispose()
        {
            Python.Dispose();
            if (lines.Count == 0)
            {
                return;
            }
            var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts")).FullName;
            var heading = "Largest difference, relative to the tensor's largest element (of gradients at least 1e-5 of the largest of all);\n"
                + "float64 unless said otherwise.\n"
                + $"{"spec",-36} {"input",-10} {"parameters",12} {"eval",9} {"train",9} {"gradients",9} {"statist.",9} {"float32",9} {"s",6} {"python",6}\n";
            File.WriteAllText(Path.Combine(folder, "twin-parity.txt"),
                heading + string.Concat(lines.OrderBy(line => line.Stem, StringComparer.Ordinal).Select(line => line + "\n")));
        }
    }
}
