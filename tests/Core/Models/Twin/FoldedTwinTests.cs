using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Models;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>
/// Compares the exported modules with folded batch normalisations to the modules as written, in evaluation. The weights are
/// <see cref="FormulaWeights"/>: no running statistic, factor or term has its initial value.
/// </summary>
public sealed class FoldedTwinTests(TwinProcess python, ITestOutputHelper output) : IClassFixture<TwinProcess>
{
    // The smallest spec for each combination of blocks and gates: depth and width do not affect what is folded.
    // tests/Compiler folds every spec's graph.
    public static TheoryData<string> Stems() => [.. Specs.All
        .GroupBy(spec => string.Join(" ", spec.Definitions.Select(file => file.Path)))
        .Select(group => group.MinBy(spec => spec.Costs.Parameters)!.Stem)];

    public static TheoryData<string> Unbuilt() => [.. CoverageSpecs.All.Keys];

    [PyTorchTheory]
    [MemberData(nameof(Stems))]
    public void The_folded_module_computes_what_the_module_as_written_computes(string stem) =>
        Compare(Specs.Get(stem), InputSizes.ForPython(Specs.Get(stem)));

    [PyTorchTheory]
    [MemberData(nameof(Unbuilt))]
    public void So_does_everything_that_the_language_can_say(string name) => Compare(CoverageSpecs.All[name], CoverageSpecs.All[name].Graph.Input);

    private void Compare(CompiledSpec spec, Shape input)
    {
        var folded = Folding.Apply(spec.Graph);
        // A different name for each spec: Python caches modules by name, time and size.
        var (source, target, weights) = (python.File($"{spec.Stem}.py"), python.File($"{spec.Stem}-folded.py"), python.File("folded.safetensors"));
        File.WriteAllText(source, PythonEmitter.Emit(spec));
        File.WriteAllText(target, PythonEmitter.Emit(spec, folded));
        using (NewDisposeScope())
        {
            Safetensors.Write(weights, FoldedWeights.Of(FormulaWeights.Of(spec.Graph), folded));
        }
        python.Send(new
        {
            @do = "fold",
            source,
            folded = target,
            weights,
            @class = PythonEmitter.ClassName(spec.Stem),
            batch = 1,
            input = new[] { input.Channels, input.Rows, input.Columns },
        });
        var answer = python.Receive();
        File.Delete(weights);

        output.WriteLine($"{spec.Stem}: {folded.Norms.Count} folded, {answer.ToJsonString()}");
        ((int)answer["left"]!).Should().Be(folded.Graph.Ops.Count(op => op is BatchNormOp { SharesWith: null }));
        ((double)answer["float64"]!).Should().BeLessThanOrEqualTo(1e-9);
        ((double)answer["float32"]!).Should().BeLessThanOrEqualTo(1e-5);
    }
}
