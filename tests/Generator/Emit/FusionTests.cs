using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Generator.Tests.Emit;

/// <summary>What the optimisation between graph and C# does, as seen in the forward of a stem.</summary>
public sealed class FusionTests
{
    [Fact]
    public void A_normalisation_and_the_relu_after_it_are_one() =>
        Forward((g, x) => g.Relu("stem.relu1", g.Norm("stem.bn1", x))).Should().Contain("Ops.BatchNormRelu(Bn1, x)");

    [Fact]
    public void A_normalisation_an_addition_and_a_relu_are_one() =>
        Forward((g, x) => g.Relu("stem.relu1", g.Sum("stem.add1", g.Norm("stem.bn1", g.Conv("stem.conv1", x, 8)), x)))
            .Should().Contain("Ops.ConvBatchNormAddRelu(Conv1, Bn1, x, x)");

    [Fact]
    public void A_normalisation_on_the_right_of_an_addition_is_fused_too() =>
        Forward((g, x) => g.Sum("stem.add1", x, g.Norm("stem.bn1", g.Conv("stem.conv1", x, 8))))
            .Should().Contain("Ops.ConvBatchNormAdd(Conv1, Bn1, x, x)");

    [Fact]
    public void Of_two_normalisations_that_are_added_one_is_fused_and_the_other_kept() =>
        Forward((g, x) => g.Sum("stem.add1", g.Norm("stem.bn1", x), g.Norm("stem.bn2", x)))
            .Should().Contain("y = Ops.BatchNorm(Bn2, x)").And.Contain("Ops.BatchNormAdd(Bn1, x, y)");

    [Fact]
    public void An_addition_and_the_relu_after_it_are_one() =>
        Forward((g, x) => g.Relu("stem.relu1", g.Sum("stem.add1", g.Conv("stem.conv1", x, 8), x))).Should().Contain("Ops.AddRelu(");

    [Fact]
    public void A_value_that_is_read_twice_is_not_fused_away() =>
        Forward((g, x) =>
        {
            var norm = g.Norm("stem.bn1", x);
            return g.Sum("stem.add1", g.Relu("stem.relu1", norm), g.Conv("stem.conv1", norm, 8));
        }).Should().Contain("Ops.BatchNorm(Bn1, x)").And.Contain("Ops.Relu(").And.NotContain("BatchNormRelu");

    [Fact]
    public void A_value_that_the_module_returns_is_not_fused_away() =>
        Forward((g, x) =>
        {
            var norm = g.Norm("stem.bn1", x);
            g.Relu("stem.relu1", norm);
            return norm;
        }).Should().Contain("Ops.BatchNorm(Bn1, x)").And.NotContain("BatchNormRelu");

    [Fact]
    public void A_value_added_to_itself_is_not_fused() =>
        Forward((g, x) =>
        {
            var norm = g.Norm("stem.bn1", x);
            return g.Sum("stem.add1", norm, norm);
        }).Should().Contain("Ops.BatchNorm(Bn1, x)").And.Contain("Ops.Add(y, y)");

    [Fact]
    public void Fusion_does_not_reach_into_a_module_with_its_own_forward() =>
        Forward((g, x) => g.Relu("stem.relu1", g.Module(
            "stem.slot.gate", ModuleKind.Gate, x, y => g.Norm("stem.slot.gate.bn1", y), "gate")))
            .Should().Contain("var slot = SlotGate.call(x);").And.Contain("Ops.Relu(slot)").And.NotContain("BatchNormRelu");

    [Fact]
    public void All_slices_of_a_value_become_one_split_and_some_of_them_do_not()
    {
        Forward((g, x) => g.Concat("stem.concat1", g.Slice("stem.b", x, 3, 5), g.Slice("stem.a", x, 0, 3)))
            .Should().Contain("var parts = Ops.Split(x, 3, 5);").And.Contain("Ops.Concat(parts[1], parts[0])");
        Forward((g, x) => g.Concat("stem.concat1", g.Slice("stem.a", x, 0, 3), g.Slice("stem.b", x, 4, 4)))
            .Should().Contain("Ops.Slice(x, from: 0, channels: 3)").And.NotContain("Split");
    }

    [Fact]
    public void A_normalisation_whose_relu_is_read_only_in_parts_is_split_at_once()
    {
        Forward((g, x) =>
        {
            var y = g.Relu("stem.relu1", g.Norm("stem.bn1", x));
            return g.Concat("stem.concat1", g.Slice("stem.b", y, 3, 5), g.Slice("stem.a", y, 0, 3));
        }).Should().Contain("var parts = Ops.BatchNormReluSplit(Bn1, x, 3, 5);");
        Forward((g, x) =>
        {
            var y = g.Relu("stem.relu1", g.Norm("stem.bn1", x));
            return g.Sum("stem.add1", y, g.Concat("stem.concat1", g.Slice("stem.a", y, 0, 3), g.Slice("stem.b", y, 3, 5)));
        }).Should().Contain("y = Ops.BatchNormRelu(Bn1, x)").And.Contain("Ops.Split(y, 3, 5)");
    }

    [Fact]
    public void A_value_that_is_kept_and_carried_on_is_computed_together_with_its_sum() =>
        Forward((g, x) =>
        {
            var next = g.Conv("stem.conv1", x, 8);
            var y = g.Relu("stem.relu1", g.Norm("stem.bn1", x));
            return g.Concat("stem.concat1", y, g.Sigmoid("stem.sigmoid1", g.Sum("stem.add1", next, y)));
        }).Should().Contain(" = Ops.BatchNormReluAdd(Bn1, x, y);");

    [Fact]
    public void A_sum_with_a_later_value_is_not_computed_early() =>
        Forward((g, x) =>
        {
            var y = g.Relu("stem.relu1", g.Norm("stem.bn1", x));
            return g.Concat("stem.concat1", y, g.Sum("stem.add1", y, g.Conv("stem.conv1", y, 8)));
        }).Should().NotContain("BatchNormReluAdd").And.Contain("Ops.Add(");

    [Fact]
    public void The_mean_of_a_value_that_is_read_again_returns_both()
    {
        Forward((g, x) => g.Product("stem.multiply1", x, g.Sigmoid("stem.sigmoid1", g.GlobalPool("stem.global_avg_pool1", x))))
            .Should().Contain("var (input, y) = Ops.WithMean(x);").And.Contain("Ops.Multiply(input, y)");
        Forward((g, x) => g.GlobalPool("stem.global_avg_pool1", g.Conv("stem.conv1", x, 8))).Should().Contain("Ops.GlobalAvgPool(y)");
    }

    [Fact]
    public void A_value_that_is_still_needed_keeps_its_variable() =>
        Forward((g, x) =>
        {
            var first = g.Conv("stem.conv1", x, 8);
            var second = g.Sigmoid("stem.sigmoid1", first);
            return g.Product("stem.multiply1", first, g.Relu("stem.relu1", second));
        }).Should().Contain("var y = Ops.Conv(Conv1, x);")
            .And.Contain("var yAgain = Ops.Sigmoid(y);")
            .And.Contain("Ops.Multiply(y, yAgain)");

    [Fact]
    public void A_convolution_that_only_a_normalisation_reads_is_one_call_with_it_and_with_what_follows()
    {
        Forward((g, x) => Normalised(g, x)).Should().Contain("return Ops.ConvBatchNorm(Conv1, Bn1, x)");
        Forward((g, x) => g.Relu("stem.relu1", Normalised(g, x))).Should().Contain("return Ops.ConvBatchNormRelu(Conv1, Bn1, x)");
        Forward((g, x) =>
        {
            var y = g.Relu("stem.relu1", Normalised(g, x));
            return g.Concat("stem.concat1", g.Slice("stem.b", y, 3, 5), g.Slice("stem.a", y, 0, 3));
        }).Should().Contain("var parts = Ops.ConvBatchNormReluSplit(Conv1, Bn1, x, 3, 5);");
        Forward((g, x) =>
        {
            var y = g.Relu("stem.relu1", Normalised(g, x));
            return g.Concat("stem.concat1", y, g.Sigmoid("stem.sigmoid1", g.Sum("stem.add1", x, y)));
        }).Should().Contain(" = Ops.ConvBatchNormReluAdd(Conv1, Bn1, x, x);");
    }

    [Fact]
    public void A_convolution_with_another_reader_is_not_fused()
    {
        Forward((g, x) =>
        {
            var conv = g.Conv("stem.conv1", x, 8);
            return g.Concat("stem.concat1", g.Norm("stem.bn1", conv), g.Sigmoid("stem.sigmoid1", conv));
        }).Should().Contain("y = Ops.Conv(Conv1, x)").And.Contain("Ops.BatchNorm(Bn1, y)").And.NotContain("ConvBatchNorm");
        Forward((g, x) =>
        {
            var conv = g.Conv("stem.conv1", x, 8);
            return g.Sum("stem.add1", g.Norm("stem.bn1", conv), conv);
        }).Should().Contain("y = Ops.Conv(Conv1, x)").And.Contain("Ops.BatchNormAdd(Bn1, y, y)").And.NotContain("ConvBatchNorm");
        Forward((g, x) =>
        {
            var conv = g.Conv("stem.conv1", x, 8);
            return g.Concat("stem.concat1", g.Norm("stem.bn1", conv), g.Norm("stem.bn2", conv));
        }).Should().Contain("y = Ops.Conv(Conv1, x)").And.Contain("Ops.BatchNorm(Bn2, y)").And.NotContain("ConvBatchNorm");
    }

    [Fact]
    public void A_convolution_whose_result_the_module_returns_is_not_fused() =>
        Forward((g, x) =>
        {
            var conv = g.Conv("stem.conv1", x, 8);
            g.Relu("stem.relu1", g.Norm("stem.bn1", conv));
            return conv;
        }).Should().Contain("Ops.Conv(Conv1, x)").And.Contain("Ops.BatchNormRelu(Bn1, y)").And.NotContain("ConvBatchNorm");

    [Fact]
    public void A_convolution_and_a_normalisation_in_another_modules_forward_are_not_fused() =>
        Forward((g, x) => g.Module(
            "stem.slot.gate", ModuleKind.Gate, g.Conv("stem.conv1", x, 8), y => g.Norm("stem.slot.gate.bn1", y), "gate"))
            .Should().Contain("y = Ops.Conv(Conv1, x)").And.Contain("SlotGate.call(y)").And.NotContain("ConvBatchNorm");

    [Fact]
    public void Of_two_normalised_convolutions_that_are_added_both_are_fused() =>
        Forward((g, x) => g.Sum(
            "stem.add1", Normalised(g, x), g.Norm("stem.bn2", g.Conv("stem.conv2", x, 8))))
            .Should().Contain("y = Ops.ConvBatchNorm(Conv2, Bn2, x)").And.Contain("Ops.ConvBatchNormAdd(Conv1, Bn1, x, y)");

    [Fact]
    public void A_convolution_that_is_moved_later_still_reads_the_same_value() =>
        Forward((g, x) =>
        {
            var first = g.Sigmoid("stem.sigmoid1", x);
            var conv = g.Conv("stem.conv1", first, 8);
            var other = g.Sigmoid("stem.sigmoid3", g.Sigmoid("stem.sigmoid2", first));
            return g.Sum("stem.add1", other, g.Norm("stem.bn1", conv));
        }).Should().Contain("var y = Ops.Sigmoid(x);")
            .And.Contain("var yAgain = Ops.Sigmoid(y);")
            .And.Contain("yAgain = Ops.Sigmoid(yAgain);")
            .And.Contain("Ops.ConvBatchNormAdd(Conv1, Bn1, y, yAgain)");

    [Fact]
    public void A_convolution_that_runs_after_the_mean_of_its_input_reads_the_value_returned_with_the_mean() =>
        Forward((g, x) =>
        {
            var conv = g.Conv("stem.conv1", x, 8);
            var mean = g.GlobalPool("stem.global_avg_pool1", x);
            return g.Product("stem.multiply1", g.Norm("stem.bn1", conv), mean);
        }).Should().Contain("var (input, y) = Ops.WithMean(x);")
            .And.Contain("Ops.ConvBatchNorm(Conv1, Bn1, input)");

    [Fact]
    public void A_convolution_with_shared_weights_is_fused_in_one_place_and_plain_in_the_other() =>
        Forward((g, x) => g.Concat(
            "stem.concat1", Normalised(g, x), g.Conv("stem.conv2", g.Sigmoid("stem.sigmoid1", x), 8, shares: "stem.conv1")))
            .Should().Contain("Ops.ConvBatchNorm(Conv1, Bn1, x)").And.Contain("Ops.Conv(Conv1, yAgain)").And.NotContain("Conv2 { get");

    [Fact]
    public void Weights_that_two_normalisations_share_are_folded_with_each() =>
        Forward((g, x) => g.Concat(
            "stem.concat1", Normalised(g, x), g.Norm("stem.bn2", g.Conv("stem.conv2", x, 8, shares: "stem.conv1"))))
            .Should().Contain("Ops.ConvBatchNorm(Conv1, Bn1, x)").And.Contain("Ops.ConvBatchNorm(Conv1, Bn2, x)");

    [Fact]
    public void The_value_between_a_convolution_and_its_normalisation_is_freed_with_the_forward() =>
        Forward((g, x) => Normalised(g, x)).Should().Contain("using var scope = torch.NewDisposeScope();");

    [Fact]
    public void No_parameter_is_renamed_or_dropped()
    {
        var spec = Samples.Hierarchical();
        var text = CSharpEmitter.Emit(spec);

        foreach (var op in spec.Graph.Ops.Where(op => op is ConvOp or BatchNormOp or LinearOp))
        {
            text.Should().MatchRegex($"\\[StatePath\\(\"([a-z0-9_.]+\\.)?{op.Path.Split('.')[^1]}\"\\)\\]");
        }
    }

    private static int Normalised(GraphBuilder g, int x) => g.Norm("stem.bn1", g.Conv("stem.conv1", x, 8));

    private static string Forward(Func<GraphBuilder, int, int> body)
    {
        var graph = new GraphBuilder(8, 4);
        graph.Head(graph.Module("stem", ModuleKind.Stem, 0, x => body(graph, x)), 2);
        var text = CSharpEmitter.Emit(graph.Build());
        var start = text.IndexOf("class StemModule", StringComparison.Ordinal);
        return text[start..text.IndexOf("class HeadModule", StringComparison.Ordinal)];
    }
}
