using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Tests;

/// <summary>State-dict names: trained weights outlive the compiler, so any change here is a breaking change.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("res2net-29")]
    [InlineData("se-res2net-29")]
    [InlineData("resnet-56-a")]
    [InlineData("se-resnet-18-cifar-identity")]
    [InlineData("densenet-bc-100")]
    [InlineData("weave-29")]
    [InlineData("cbam-resnet-20")]
    [InlineData("scse-resnet-20")]
    [InlineData("global-context-resnet-20")]
    [InlineData("mobilenet-v2")]
    [InlineData("convnext-t")]
    [InlineData("shufflenet-v2")]
    public void Names_are_the_accepted_ones(string stem)
    {
        var graph = Compile.Shipped(stem).Graph;
        var lines = graph.Modules.Select(module => $"{module.Path}: {module.Kind.ToString().ToLowerInvariant()} {module.Definition}".TrimEnd())
            .Concat(graph.Ops.Skip(1).Select(op => $"{op.Path}: {(op is ReduceOp ? Emit.CSharpText.Pascal(op.Kind) : op.GetType().Name.Replace("Op", ""))} {op.Shape}"));

        Golden.Check($"{stem}.names.txt", string.Join('\n', lines.Order(StringComparer.Ordinal)) + "\n");
    }

    [Fact]
    public void Plugging_a_gate_renames_nothing()
    {
        var without = Compile.Shipped("res2net-29").Graph.Ops.Select(op => op.Path);
        var with = Compile.Shipped("se-res2net-29").Graph.Ops.Select(op => op.Path).ToList();

        with.Should().Contain(without);
        with.Except(without).Should().OnlyContain(path => path.Contains(".branch.concat.se."));
    }

    [Fact]
    public void Layers_and_other_operations_have_unique_paths()
    {
        foreach (var spec in SpecCompiler.Compile(Repository.Specs).Specs)
            spec.Graph.Ops.Select(op => op.Path).Should().OnlyHaveUniqueItems();
    }
}
