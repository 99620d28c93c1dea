using System.Globalization;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Tests;

/// <summary>What is folded, what must not be, and that the folded graph is valid. Its values are compared in tests/Core/Models.</summary>
public sealed class FoldingTests
{
    public static TheoryData<string> Stems() => [.. Compile.AllOfThem.Select(spec => spec.Stem)];

    [Theory]
    [MemberData(nameof(Stems))]
    public void No_normalisation_is_left_that_is_the_only_reader_of_a_convolution(string stem)
    {
        var graph = Compile.Shipped(stem).Graph;
        var folded = Folding.Apply(graph);

        Norms(folded.Graph).Where(norm => norm.SharesWith is null && Before(folded.Graph, norm) is ConvOp { SharesWith: null }
            && Readers(folded.Graph, norm.Inputs[0]) == 1).Should().BeEmpty();
        Norms(folded.Graph).Should().HaveCount(Norms(graph).Count() - folded.Norms.Count);
        IsWhole(folded.Graph);
        folded.Norms.Select(norm => norm.Conv).Except(folded.Graph.Ops.OfType<ConvOp>().Where(op => op.Bias).Select(op => op.Path)).Should().BeEmpty();
        folded.Norms.Select(norm => (norm.Norm, norm.Eps)).Except(graph.Ops.OfType<BatchNormOp>().Select(op => (op.Path, op.Eps))).Should().BeEmpty();
        var gone = folded.Norms.Select(norm => norm.Norm).ToHashSet();
        Operations(folded.Graph).Should().Equal(
            Operations(graph with { Ops = [.. graph.Ops.Where(op => !gone.Contains(op.Path))] }), "nothing else changes");
    }

    [Theory]
    [InlineData("resnet-56", 57, 0)]
    [InlineData("se-res2net-29", 1 + 9 * 5 + 3, 0)]
    [InlineData("preact-resnet-18-cifar", 8, 8 + 1)]
    [InlineData("densenet-bc-100", 48, 48 + 2 + 1)]
    [InlineData("convnext-t", 0, 0)]
    public void Counts_by_hand(string stem, int folded, int left)
    {
        var result = Folding.Apply(Compile.Shipped(stem).Graph);

        (result.Norms.Count, Norms(result.Graph).Count()).Should().Be((folded, left));
    }

    [Theory]
    [InlineData("[{ conv: { out: 4 } }, batch-norm]")]
    [InlineData("[{ conv: { out: 6, kernel: 3, stride: 2, groups: 3, bias: true } }, { batch-norm: { eps: 1e-3 } }, relu]")]
    public void A_pair_is_folded(string steps)
    {
        var graph = Compile.Spec(Nets.Stem(steps)).Graph;
        var folded = Folding.Apply(graph);

        folded.Norms.Should().Equal(new FoldedNorm("stem.conv1", "stem.batch_norm1", Norms(graph).Single().Eps));
        folded.Graph.Ops[1].Should().BeEquivalentTo((ConvOp)graph.Ops[1] with { Bias = true });
        folded.Graph.Ops[2].Inputs.Should().Equal(1);
        folded.Graph.Modules[0].Should().BeEquivalentTo(graph.Modules[0] with
        {
            Output = graph.Modules[0].Output - 1,
            OpCount = graph.Modules[0].OpCount - 1,
        });
    }

    [Theory]
    [InlineData("[batch-norm, { conv: { out: 4 } }]")]
    [InlineData("[{ conv: { out: 4 } }, relu, batch-norm]")]
    [InlineData("[{ conv: { out: 4 } }, { layer-norm: {} }]")]
    [InlineData("[{ conv: { out: 4 } }, residual: { branch: [batch-norm] }]")]
    [InlineData("[{ conv: { out: 4 } }, branches: { of: [[batch-norm], [batch-norm]], merge: add }]")]
    [InlineData("[branches: { of: [[{ conv: { out: 4 } }], [{ conv: { out: 4 } }]], shared: [batch-norm], merge: add }]")]
    public void A_convolution_with_another_reader_is_not_folded(string steps)
    {
        var graph = Compile.Spec(Nets.Stem(steps)).Graph;
        var folded = Folding.Apply(graph);

        folded.Norms.Should().BeEmpty();
        folded.Graph.Should().BeEquivalentTo(graph);
    }

    [Fact]
    public void A_shared_pair_is_folded_once_for_all_its_uses()
    {
        var graph = Compile.Spec(Nets.Stem(
            "[branches: { of: [[global-avg-pool], [global-max-pool]], shared: [{ conv: { out: 4 } }, batch-norm, relu], merge: add }]")).Graph;
        var folded = Folding.Apply(graph);

        folded.Norms.Should().Equal(new FoldedNorm("stem.branches1.shared.conv1", "stem.branches1.shared.batch_norm1", 1e-5));
        Norms(folded.Graph).Should().BeEmpty();
        folded.Graph.Ops.OfType<ConvOp>().Select(conv => (conv.Bias, conv.SharesWith)).Should()
            .Equal((true, null), (true, "stem.branches1.shared.conv1"));
        StateLayout.Of(folded.Graph).Select(tensor => tensor.Name).Should().Equal(
            "stem.branches1.shared.conv1.weight", "stem.branches1.shared.conv1.bias", "head.linear1.weight", "head.linear1.bias");
        IsWhole(folded.Graph);
    }

    [Fact]
    public void A_module_that_only_normalises_passes_its_input_through()
    {
        var graph = Compile.Spec("""
            name: Test
            input: [3, 8, 8]
            classes: 10
            stem: [{ conv: { out: 4 } }]
            head: [batch-norm, global-avg-pool, linear: { out: classes }]
            block: alone
            stages: [{}]
            """, new Text.Sources.SourceFile("specs/blocks/alone.yaml", "block: alone\nbody: [batch-norm]\n")).Graph;
        var folded = Folding.Apply(graph);

        folded.Norms.Should().Equal(new FoldedNorm("stem.conv1", "stage1.block1.batch_norm1", 1e-5));
        folded.Graph.Modules.Where(module => module.Path.StartsWith("stage1", StringComparison.Ordinal)).Should().HaveCount(2)
            .And.OnlyContain(module => module.Input == 1 && module.Output == 1 && module.OpCount == 0);
        Norms(folded.Graph).Should().ContainSingle("the head's normalisation reads the block's");
        IsWhole(folded.Graph);
    }

    [Fact]
    public void The_folded_module_says_that_it_is_for_evaluation_only()
    {
        var spec = Compile.Shipped("se-res2net-29");
        var source = PythonEmitter.Emit(spec, Folding.Apply(spec.Graph));
        // A bias for every channel's factor and term.
        var parameters = spec.Costs.Parameters - Norms(spec.Graph).Sum(norm => norm.Shape.Channels);

        source.Should().Contain("For evaluation only").And.NotContain("BatchNorm").And.NotContain("bias=False")
            .And.Contain(parameters.ToString("N0", CultureInfo.InvariantCulture) + " parameters, 102,093,024 MACs");
        PythonEmitter.Emit(spec).Should().NotContain("For evaluation only");
        var without = Compile.Shipped("convnext-t");
        PythonEmitter.Emit(without, Folding.Apply(without.Graph)).Should().Be(PythonEmitter.Emit(without), "nothing was folded");
    }

    private static IEnumerable<BatchNormOp> Norms(NetworkGraph graph) => graph.Ops.OfType<BatchNormOp>();

    private static Op Before(NetworkGraph graph, Op op) => graph.Ops[op.Inputs[0]];

    private static int Readers(NetworkGraph graph, int value) => graph.Ops.Sum(op => op.Inputs.Count(input => input == value));

    private static IEnumerable<(string, Type, Shape)> Operations(NetworkGraph graph) => graph.Ops.Select(op => (op.Path, op.GetType(), op.Shape));

    // What NetworkGraph and ModuleNode guarantee to every emitter.
    private static void IsWhole(NetworkGraph graph)
    {
        graph.Ops[^1].Shape.Should().Be(new Shape(graph.Classes, 1, 1));
        for (var position = 0; position < graph.Ops.Count; position++)
            graph.Ops[position].Inputs.Where(input => input < 0 || input >= position).Should().BeEmpty();
        foreach (var module in graph.Modules)
        {
            var own = graph.Ops.Skip(module.FirstOp).Take(module.OpCount).ToList();
            own.Should().HaveCount(module.OpCount);
            own.Where(op => !op.Path.StartsWith(module.Path + ".", StringComparison.Ordinal)).Should().BeEmpty();
            if (module.OpCount > 0)
                module.Output.Should().BeInRange(module.FirstOp, module.FirstOp + module.OpCount - 1);
            else
                module.Output.Should().Be(module.Input);
        }
    }
}
