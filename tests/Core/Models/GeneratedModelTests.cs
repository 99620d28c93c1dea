using SeRes2Net.Compiler.Graph;
using SeRes2Net.Core.Tests.Models.Twin;
using SeRes2Net.Models;
using SeRes2Net.Nn;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Models;

/// <summary>What every generated model must hold, whatever its spec says.</summary>
[OneThread]
public sealed class GeneratedModelTests
{
    public static TheoryData<string> Stems() => [.. Catalogue.All.Select(entry => entry.Info.Stem)];

    [Theory]
    [InlineData("res2net-29", 651_122, 102_074_880)]
    [InlineData("se-res2net-29", 670_337, 102_093_024)]
    [InlineData("resnet-56", 855_770, 125_747_840)]
    [InlineData("resnet-56-a", 853_018, 125_485_696)]
    [InlineData("se-resnet-110", 1_744_952, 253_161_920)]
    public void Counts_are_the_published_ones(string stem, long parameters, long macs)
    {
        var info = Catalogue.Find(stem)!.Info;

        (info.Parameters, info.Macs).Should().Be((parameters, macs));
        info.InputShape.Should().Equal(3, 32, 32);
        info.Classes.Should().Be(10);
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void The_constant_the_compiler_and_the_live_tensors_agree_on_the_number_of_parameters(string stem)
    {
        var entry = Catalogue.Find(stem)!;
        var spec = Specs.Get(stem);
        using var model = entry.Create();

        model.parameters().Sum(parameter => parameter.numel()).Should().Be(entry.Info.Parameters).And.Be(spec.Costs.Parameters);
        entry.Info.Macs.Should().Be(spec.Costs.Macs);
        entry.Info.SpecHash.Should().Be(spec.Hash);
        model.Info.Should().Be(entry.Info);
    }

    // TorchSharp finds children by reflection when it is asked for the state dict.
    [Theory]
    [MemberData(nameof(Stems))]
    public void State_dict_names_and_shapes_are_the_graphs_before_and_after_a_forward(string stem)
    {
        var spec = Specs.Get(stem);
        var layout = StateLayout.Of(spec.Graph).ToDictionary(tensor => tensor.Name, tensor => string.Join("x", tensor.Shape));
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var model = Catalogue.Find(stem)!.Create();
        model.eval();

        Check();
        var input = InputSizes.Smallest(spec);
        model.call(zeros(1, input.Channels, input.Rows, input.Columns));
        Check();

        void Check()
        {
            var state = model.state_dict();
            state.ToDictionary(entry => entry.Key, entry => string.Join("x", entry.Value.shape)).Should().Equal(layout);
            state.Values.Select(tensor => tensor.Handle).Should().OnlyHaveUniqueItems("no tensor has two names");
            model.named_parameters().Select(entry => entry.name).Concat(model.named_buffers().Select(entry => entry.name))
                .Should().BeEquivalentTo(layout.Keys);
        }
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void A_training_step_reaches_every_parameter_with_finite_numbers(string stem)
    {
        var entry = Catalogue.Find(stem)!;
        using var scope = NewDisposeScope();
        using var model = entry.Create();
        Initialisation.Apply(model, seed: 1);
        using (no_grad())
        {
            // The few units inside a gate may all start below zero, where ReLU passes no gradient.
            foreach (var conv in model.modules().OfType<Conv2d>())
                conv.bias?.fill_(6);
        }
        model.train();
        manual_seed(1);
        var input = InputSizes.Smallest(Specs.Get(stem));
        var images = randn(2, input.Channels, input.Rows, input.Columns);

        var logits = model.call(images);
        logits.shape.Should().Equal(2, entry.Info.Classes);
        nn.functional.cross_entropy(logits, tensor(new long[] { 0, 1 })).backward();

        logits.isfinite().all().item<bool>().Should().BeTrue();
        foreach (var (name, parameter) in model.named_parameters())
        {
            var gradient = parameter.grad;
            (gradient is not null).Should().BeTrue($"{name} takes part in the result");
            gradient!.isfinite().all().item<bool>().Should().BeTrue(name);
            gradient.abs().sum().item<float>().Should().BePositive(name);
        }
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void A_forward_leaves_no_tensor_behind_but_its_result(string stem)
    {
        var entry = Catalogue.Find(stem)!;
        using var model = entry.Create();
        model.eval();
        using var guard = no_grad();
        var input = InputSizes.Smallest(Specs.Get(stem));
        using var images = zeros(1, input.Channels, input.Rows, input.Columns);
        using (model.call(images))
        {
        }
        var before = LiveTensors.Settle();
        using (model.call(images))
        {
            (Tensor.TotalCount - before).Should().Be(1);
        }
        Tensor.TotalCount.Should().Be(before);
    }

    [Fact]
    public void Models_are_reached_by_typed_properties()
    {
        using var model = new SeRes2net29();

        model.Stage2.Block1.BranchCascade1Split2Conv1.weight.shape.Should().Equal(24, 24, 3, 3);
        model.Stage2.Block2.Should().BeOfType(model.Stage2.Block3.GetType(), "blocks of one structure share a class");
        SeRes2net29.Parameters.Should().Be(670_337);
    }

    [Fact]
    public void A_hook_on_a_block_sees_its_output()
    {
        using var scope = NewDisposeScope();
        using var model = new Res2net29();
        long[] seen = [];
        model.Stage3.Block2.register_forward_hook((module, input, output) =>
        {
            seen = output.shape;
            return output;
        });
        model.call(zeros(1, 3, 32, 32));

        seen.Should().Equal(1, 256, 8, 8);
    }

    [Fact]
    public void The_catalogue_finds_a_model_by_file_or_name_and_returns_null_for_an_unknown_one()
    {
        Catalogue.Find("se-res2net-29")!.Info.ClassName.Should().Be(nameof(SeRes2net29));
        Catalogue.Find("SE-Res2Net-29")!.Info.ClassName.Should().Be(nameof(SeRes2net29));
        Catalogue.Find("no-such-net").Should().BeNull();
    }
}
