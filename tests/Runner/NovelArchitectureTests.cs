using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Models;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Compilation;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Runner.Tests;

/// <summary>Networks that nobody had in mind when the compiler was written: just YAML files, in NovelArchitectures/.</summary>
public sealed class NovelArchitectureTests
{
    private static readonly Lazy<CompileResult> Result = new(Compile);

    public static TheoryData<string> Stems() => [.. Result.Value.Specs.Select(spec => spec.Stem)];

    [Fact]
    public void They_give_no_findings()
    {
        Result.Value.Diagnostics.Select(finding => $"{finding.Where.File}: {finding.Message}").Should().BeEmpty();
        Stems().Should().HaveCountGreaterThan(5);
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void They_train(string stem)
    {
        var spec = Result.Value.Specs.Single(spec => spec.Stem == stem);
        using var scope = NewDisposeScope();
        using var network = InMemoryCompiler.Compile(spec).Entry.Create();
        Initialisation.Apply(network, seed: 1);

        var logits = network.call(Images(spec));
        nn.functional.cross_entropy(logits, arange(2, ScalarType.Int64)).backward();

        network.parameters().Sum(parameter => parameter.numel()).Should().Be(spec.Costs.Parameters);
        var gradients = network.named_parameters().Select(entry => (entry.name, Sum: entry.parameter.grad!.abs().sum().item<float>())).ToList();
        gradients.Should().OnlyContain(gradient => float.IsFinite(gradient.Sum));
        // All units of a hidden layer of two or three can be dead by chance; nothing else can.
        gradients.Where(gradient => gradient.Sum == 0 && !gradient.name.Contains(".se.")).Should().BeEmpty();
    }

    // Counts do not show parity with the paper: they do not depend on which split is carried where.
    [Theory]
    [InlineData("by-hand-29", "res2net-29", "")]
    [InlineData("se-by-hand-29", "se-res2net-29-splits", "reduction: 4")]
    public void A_cascade_written_by_hand_is_the_cascade(string byHand, string stem, string reduction)
    {
        var (left, right) = (Result.Value.Specs.Single(spec => spec.Stem == byHand), Shipped(stem, reduction));
        using var scope = NewDisposeScope();
        using var written = InMemoryCompiler.Compile(left).Entry.Create();
        using var cascaded = InMemoryCompiler.Compile(right).Entry.Create();
        written.to(ScalarType.Float64);
        cascaded.to(ScalarType.Float64);
        Initialisation.Apply(cascaded, seed: 1);
        CopyInOrder(right.Graph, cascaded.state_dict(), left.Graph, written.state_dict());
        var images = Images(left).to(ScalarType.Float64);

        foreach (var training in new[] { true, false })
        {
            written.train(training);
            cascaded.train(training);
            var difference = (written.call(images) - cascaded.call(images)).abs().max().item<double>();
            difference.Should().BeLessThan(1e-12, $"training: {training}");
        }
        left.Costs.Parameters.Should().Be(right.Costs.Parameters);
        left.Costs.Macs.Should().Be(right.Costs.Macs);
    }

    // The two name their layers differently, but run them in the same order.
    private static void CopyInOrder(NetworkGraph from, Dictionary<string, Tensor> source, NetworkGraph to, Dictionary<string, Tensor> target)
    {
        using var noGradient = no_grad();
        foreach (var (a, b) in StateLayout.Of(from).Zip(StateLayout.Of(to)))
        {
            a.Shape.Should().Equal(b.Shape, $"{a.Name} and {b.Name} are the same layer");
            target[b.Name].copy_(source[a.Name]);
        }
        source.Should().HaveSameCount(target);
    }

    private static Tensor Images(CompiledSpec spec)
    {
        manual_seed(1);
        return randn(2, spec.Graph.Input.Channels, spec.Graph.Input.Rows, spec.Graph.Input.Columns);
    }

    private static CompiledSpec Shipped(string stem, string reduction)
    {
        var files = Repository.Specs.Select(file =>
            file.Path.EndsWith($"/{stem}.yaml", StringComparison.Ordinal) && reduction.Length > 0
                ? file with { Text = file.Text.Replace("reduction: 16", reduction).Replace("\nexpect:", "\n#") }
                : file).ToList();
        return SpecCompiler.Compile(files).Specs.Single(spec => spec.Stem == stem);
    }

    private static CompileResult Compile() => SpecCompiler.Compile(Repository.Read("tests/Runner/NovelArchitectures", shownAs: "specs"));
}
