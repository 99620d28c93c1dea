using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Tests;

/// <summary>
/// What counts cannot show (arXiv:1904.01169, section 3.1 and the authors' code): which split adds which, which passes through,
/// which pools.
/// </summary>
public sealed class Res2NetTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("with: { carry-first: true }", "")]
    [InlineData("with: { passthrough: last }", "")]
    public void The_first_block_of_every_stage_adds_nothing_inside_the_cascade(string more, string expected) =>
        Additions(more, "block1").Should().Be(expected);

    [Theory]
    [InlineData("", "split3 <- split2, split4 <- split3")]
    [InlineData("with: { carry-first: true }", "split2 <- split1, split3 <- split2, split4 <- split3")]
    [InlineData("with: { passthrough: last }", "split2 <- split1, split3 <- split2")]
    public void Later_blocks_add_the_output_of_the_split_before(string more, string expected) =>
        Additions(more, "block2").Should().Be(expected);

    [Theory]
    [InlineData("", "split1")]
    [InlineData("with: { passthrough: last }", "split4")]
    public void One_split_passes_through_and_is_pooled_in_the_first_block_only(string more, string split)
    {
        var graph = Compile.Spec(Nets.Res2Net29(more)).Graph;

        foreach (var stage in new[] { "stage1", "stage2", "stage3" })
        {
            var pool = graph.Ops.OfType<PoolOp>().Should().ContainSingle(op => op.Path.StartsWith(stage)).Subject;
            pool.Path.Should().Be($"{stage}.block1.branch.cascade1.{split}.avg_pool1");
            pool.Stride.Should().Be(Size2.Square(stage == "stage1" ? 1 : 2));
            pool.Should().BeEquivalentTo(
                new { Function = PoolKind.Average, Kernel = Size2.Square(3), Padding = Size2.Square(1), CountIncludePad = true });
        }
        graph.Ops.Should().NotContain(op => op is ConvOp && op.Path.Contains($"cascade1.{split}."));
    }

    [Fact]
    public void Stride_reaches_the_first_block_of_a_stage_only()
    {
        var graph = Compile.Shipped("res2net-29").Graph;

        graph.Ops.OfType<ConvOp>().Where(op => op.Stride == Size2.Square(2)).Select(op => op.Path)
            .Should().OnlyContain(path => path.StartsWith("stage2.block1.") || path.StartsWith("stage3.block1."))
            .And.HaveCount(8); // three splits and the projection, twice
    }

    [Fact]
    public void Splits_are_sliced_in_channel_order_and_concatenated_in_it()
    {
        var graph = Compile.Shipped("res2net-29").Graph;
        var cascade = graph.Modules.Single(module => module.Path == "stage1.block2.branch.cascade1");
        var ops = graph.Ops.Skip(cascade.FirstOp).Take(cascade.OpCount).ToList();

        ops.OfType<SliceOp>().Select(op => (op.From, op.Shape.Channels)).Should().Equal((0, 12), (12, 12), (24, 12), (36, 12));
        ops[^1].Should().BeOfType<ConcatOp>().Which.Inputs.Select(input => graph.Ops[input].Path[(cascade.Path.Length + 1)..])
            .Should().Equal("split1.slice", "split2.relu1", "split3.relu1", "split4.relu1");
    }

    [Fact]
    public void A_gate_on_a_split_acts_before_the_split_is_carried_on()
    {
        var graph = Compile.Spec(Nets.Res2Net29("gates: [{ gate: se, at: split }]")).Graph;
        var add = graph.Ops.Single(op => op.Path == "stage1.block2.branch.cascade1.split3.add");

        graph.Ops[add.Inputs[1]].Path.Should().Be("stage1.block2.branch.cascade1.split2.split.se.multiply");
    }

    private static string Additions(string more, string block)
    {
        var graph = Compile.Spec(Nets.Res2Net29(more)).Graph;
        var lines = new[] { "stage1", "stage2", "stage3" }.Select(stage =>
        {
            var prefix = $"{stage}.{block}.branch.cascade1.";
            return string.Join(", ", graph.Ops.OfType<AddOp>().Where(op => op.Path.StartsWith(prefix))
                .Select(op => $"{Split(op.Path, prefix)} <- {Split(graph.Ops[op.Inputs[1]].Path, prefix)}"));
        });
        return lines.Distinct().Should().ContainSingle().Subject;
    }

    private static string Split(string path, string prefix) => path[prefix.Length..].Split('.')[0];
}
