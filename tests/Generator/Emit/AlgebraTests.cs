using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Generator.Tests.Emit;

/// <summary>How every operation of the algebra, the rates and the shared layers look in C#.</summary>
public sealed class AlgebraTests
{
    [Theory]
    [InlineData(ActivationKind.Relu6, "Ops.Relu6(x)")]
    [InlineData(ActivationKind.LeakyRelu, "Ops.LeakyRelu(x, slope: 0.01)")]
    [InlineData(ActivationKind.Gelu, "Ops.Gelu(x)")]
    [InlineData(ActivationKind.Silu, "Ops.Silu(x)")]
    [InlineData(ActivationKind.HardSwish, "Ops.HardSwish(x)")]
    [InlineData(ActivationKind.HardSigmoid, "Ops.HardSigmoid(x)")]
    public void An_activation_is_one_call(ActivationKind kind, string text) =>
        Stem((g, x) => g.Activation("stem.a", x, kind, kind == ActivationKind.LeakyRelu ? 0.01 : 0)).Should().Contain($"=> {text};");

    [Fact]
    public void A_step_without_parameters_is_one_call()
    {
        Stem((g, x) => g.Softmax("stem.a", x, Over.Channels)).Should().Contain("=> Ops.SoftmaxOverChannels(x);");
        Stem((g, x) => g.Softmax("stem.a", x, Over.Positions)).Should().Contain("=> Ops.SoftmaxOverPositions(x);");
        Stem((g, x) => g.GlobalMax("stem.a", x)).Should().Contain("=> Ops.GlobalMaxPool(x);");
        Stem((g, x) => g.GlobalSum("stem.a", x)).Should().Contain("=> Ops.GlobalSumPool(x);");
        Stem((g, x) => g.ChannelMean("stem.a", x)).Should().Contain("=> Ops.ChannelMean(x);");
        Stem((g, x) => g.ChannelMax("stem.a", x)).Should().Contain("=> Ops.ChannelMax(x);");
        Stem((g, x) => g.Shuffle("stem.a", x, 4)).Should().Contain("=> Ops.ChannelShuffle(x, groups: 4);");
        Stem((g, x) => g.Resize("stem.a", x, ResizeMode.Nearest, 8, 6)).Should().Contain("=> Ops.ResizeNearest(x, rows: 8, columns: 6);");
        Stem((g, x) => g.Resize("stem.a", x, ResizeMode.Bilinear, 2, 3)).Should().Contain("=> Ops.ResizeBilinear(x, rows: 2, columns: 3);");
        Stem((g, x) => g.Maximum("stem.a", x, g.Relu("stem.b", x))).Should().Contain("Ops.Maximum(x, y)");
    }

    [Fact]
    public void A_step_with_parameters_is_a_typed_layer()
    {
        var text = Stem((g, x) => g.ChannelConv(
            "stem.conv", g.Scale("stem.scale", g.GroupNorm("stem.group", g.LayerNorm("stem.layer", x), 4), 1e-6), 5, bias: true));

        text.Should().Contain("public LayerNorm Layer { get; } = nn.LayerNorm(8, eps: 1E-06);")
            .And.Contain("public GroupNorm Group { get; } = Layers.GroupNorm(4, 8);")
            .And.Contain("public Scale Scale { get; } = new(8, init: 1E-06);")
            .And.Contain("public Conv1d Conv { get; } = nn.Conv1d(1, 1, 5, padding: 2, bias: true);")
            .And.Contain("[StatePath(\"scale\")]\n        public Scale Scale ")
            .And.Contain("y = Ops.LayerNorm(Layer, x);")
            .And.Contain("y = Ops.GroupNorm(Group, y);")
            .And.Contain("y = Ops.Scale(Scale, y);")
            .And.Contain("return Ops.ChannelConv(Conv, y)")
            .And.Contain("<summary>Factor per channel, 1E-06 at first: [N, 8, 4, 4], 8 parameters.</summary>");
    }

    [Fact]
    public void A_sum_that_broadcasts_is_not_fused()
    {
        Stem((g, x) => g.Relu("stem.relu", g.Sum("stem.add", g.Norm("stem.bn", x), g.ChannelMean("stem.mean", x))))
            .Should().Contain("Ops.BatchNorm(Bn, x)").And.Contain("Ops.Add(y, yAgain)").And.Contain("Ops.Relu(").And.NotContain("AddRelu");
        Stem((g, x) =>
        {
            var mean = g.ChannelMean("stem.mean", x);
            var y = g.Relu("stem.relu", g.Norm("stem.bn", x));
            return g.Concat("stem.concat", y, g.Sum("stem.add", y, mean));
        }).Should().Contain("Ops.BatchNormRelu(Bn, x)").And.Contain("Ops.Add(").And.NotContain("BatchNormReluAdd");
    }

    [Fact]
    public void A_rate_that_is_the_same_in_all_modules_is_a_number() =>
        Stem((g, x) => g.DropPath("stem.drop_path1", g.Dropout("stem.dropout1", x, 0.25), 0.1))
            .Should().Contain("y = Ops.Dropout(x, 0.25, training);").And.Contain("return Ops.DropPath(y, 0.1, training)")
            .And.Contain("public StemModule()");

    [Fact]
    public void Blocks_that_differ_only_in_a_rate_are_one_class_whose_constructor_takes_it()
    {
        var text = Whole((g, x) => Stage(g, x, [0, 0.05, 0.1], [0.2, 0.2, 0.2]));

        text.Should().Contain("public Stage1Block1(double dropPath1Rate)")
            .And.Contain("DropPath1Rate = dropPath1Rate;")
            .And.Contain("public double DropPath1Rate { get; }")
            .And.Contain("Ops.DropPath(branch, DropPath1Rate, training)")
            .And.Contain("public Stage1Block1 Block1 { get; } = new(dropPath1Rate: 0);")
            .And.Contain("public Stage1Block1 Block2 { get; } = new(dropPath1Rate: 0.05);")
            .And.Contain("public Stage1Block1 Block3 { get; } = new(dropPath1Rate: 0.1);")
            .And.Contain("Ops.Dropout(y, 0.2, training)", "all gates have the same rate")
            .And.NotContain("class Stage1Block2");
    }

    [Fact]
    public void A_rate_of_a_module_inside_a_group_passes_through_the_constructors_around_it()
    {
        var text = Whole((g, x) => Stage(g, x, [0.1, 0.1, 0.1], [0, 0.3, 0.3]));

        text.Should().Contain("public Stage1Block1(double dropout1Rate)")
            .And.Contain("BranchGate = new(dropout1Rate);")
            .And.Contain("public Gate8(double dropout1Rate)")
            .And.Contain("Dropout1Rate = dropout1Rate;")
            .And.Contain("Ops.Dropout(y, Dropout1Rate, training)")
            .And.Contain("Block2 { get; } = new(dropout1Rate: 0.3);")
            .And.Contain("Ops.DropPath(branch, 0.1, training)");
    }

    [Fact]
    public void Rates_of_one_name_are_told_apart_by_where_they_are()
    {
        var text = Whole((g, x) => g.Module("stage1", ModuleKind.Stage, x, y =>
        {
            for (var i = 1; i <= 2; i++)
            {
                var at = $"stage1.block{i}";
                y = g.Module(at, ModuleKind.Block, y, z =>
                    g.Dropout(at + ".right.dropout1", g.Dropout(at + ".left.dropout1", g.Norm(at + ".bn", z), 0.1 * i), 0.2 * i), "block");
            }
            return y;
        }));

        text.Should().Contain("public Stage1Block1(double leftDropout1Rate, double rightDropout1Rate)")
            .And.Contain("Ops.Dropout(left, RightDropout1Rate, training)")
            .And.Contain("Block2 { get; } = new(leftDropout1Rate: 0.2, rightDropout1Rate: 0.4);");
    }

    [Fact]
    public void A_different_rate_gives_different_text()
    {
        var identities = new[] { 0.1, 0.2 }.Select(rate => CSharpEmitter.Identity(Build((g, x) => g.Dropout("stem.d", x, rate))));

        identities.Distinct().Should().HaveCount(2);
    }

    [Fact]
    public void An_operation_that_shares_a_layer_runs_its_owners_and_has_none()
    {
        var text = Stem((g, x) =>
        {
            var first = g.Norm("stem.path1.bn", g.Conv("stem.path1.conv", x, 8));
            var second = g.Norm(
                "stem.path2.bn", g.Conv("stem.path2.conv", g.Sigmoid("stem.sigmoid", x), 8, shares: "stem.path1.conv"),
                shares: "stem.path1.bn");
            return g.Concat("stem.concat", first, second);
        });

        text.Should().Contain("Ops.ConvBatchNorm(Path1Conv, Path1Bn, x)")
            .And.Contain("Ops.ConvBatchNorm(Path1Conv, Path1Bn, y)")
            .And.NotContain("Path2").And.NotContain("\"path2\"");
    }

    [Fact]
    public void The_owner_may_be_in_a_module_with_its_own_forward() =>
        Stem((g, x) =>
        {
            var first = g.Module(
                "stem.path1.gate", ModuleKind.Gate, x, y => g.Relu("stem.path1.gate.relu", g.Norm("stem.path1.gate.bn", y)), "gate");
            var second = g.Relu("stem.path2.gate.relu", g.Norm("stem.path2.gate.bn", g.Sigmoid("stem.s", x), shares: "stem.path1.gate.bn"));
            return g.Sum("stem.add", first, second);
        }).Should().Contain("Path1Gate.call(x)").And.Contain("Ops.BatchNormRelu(Path1Gate.Bn, ");

    [Fact]
    public void A_shared_normalisation_keeps_its_place_among_its_uses() =>
        Stem((g, x) =>
        {
            var first = g.Norm("stem.path1.bn", x);
            var second = g.Norm("stem.path2.bn", g.Sigmoid("stem.s", x), shares: "stem.path1.bn");
            return g.Concat("stem.concat", g.Relu("stem.relu1", second), g.Relu("stem.relu2", first));
        }).Should().Contain("path1 = Ops.BatchNorm(Path1Bn, x);", "the second use would update the running statistics before the first")
            .And.Contain("Ops.BatchNormRelu(Path1Bn, y)")
            .And.Contain("Ops.Relu(path1)");

    private static int Stage(GraphBuilder g, int input, double[] paths, double[] drops) =>
        g.Module("stage1", ModuleKind.Stage, input, x =>
        {
            for (var i = 0; i < paths.Length; i++)
            {
                var at = $"stage1.block{i + 1}";
                x = g.Module(at, ModuleKind.Block, x, y =>
                {
                    var branch = g.Module(at + ".branch", ModuleKind.Group, y, b => g.Module(at + ".branch.gate", ModuleKind.Gate, b, c =>
                        g.Dropout(at + ".branch.gate.dropout1", g.Conv(at + ".branch.gate.conv", c, 8), drops[i]), "gate"));
                    return g.Sum(at + ".add", g.DropPath(at + ".branch.drop_path1", branch, paths[i]), y);
                }, "block");
            }
            return x;
        });

    private static string Stem(Func<GraphBuilder, int, int> body)
    {
        var text = CSharpEmitter.Emit(Build(body));
        var start = text.IndexOf("class StemModule", StringComparison.Ordinal);
        return text[start..text.IndexOf("class HeadModule", StringComparison.Ordinal)];
    }

    private static CompiledSpec Build(Func<GraphBuilder, int, int> body)
    {
        var graph = new GraphBuilder(8, 4);
        graph.Head(graph.Module("stem", ModuleKind.Stem, 0, x => body(graph, x)), 2);
        return graph.Build();
    }

    private static string Whole(Func<GraphBuilder, int, int> body)
    {
        var graph = new GraphBuilder(8, 4);
        graph.Head(body(graph, 0), 2);
        return CSharpEmitter.Emit(graph.Build());
    }
}
