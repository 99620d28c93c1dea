using System.Text.RegularExpressions;
using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Any gate can be plugged into any slot of any block.</summary>
public sealed class PlacementTests
{
    private static IEnumerable<string> Gates => Names("gates");

    public static TheoryData<string> Blocks() => [.. Names("blocks")];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_gate_fits_every_slot(string block)
    {
        var text = Repository.Specs.Single(file => file.Path == $"specs/blocks/{block}.yaml").Text;
        var slots = Regex.Matches(text, @"slot: (\w+)").Select(match => match.Groups[1].Value).Distinct().ToList();
        var trial = Regex.Match(text, @"(?m)^try: \{ input: (?<input>\[[^]]*\]), with: (?<with>\{.*\}) \}");
        trial.Success.Should().BeTrue("every shipped block says how to try it");
        slots.Should().NotBeEmpty();

        foreach (var slot in slots)
        {
            foreach (var gate in Gates)
            {
                var spec = Compile.Spec($"""
                    name: {gate} at {slot} of {block}
                    input: {trial.Groups["input"].Value}
                    classes: 3
                    block: {block}
                    stages: [{trial.Groups["with"].Value}]
                    gates: [{"{"} gate: {gate}, at: {slot} {"}"}]
                    head: [global-avg-pool, linear: {"{"} out: classes {"}"}]
                    allow: [SR2002]
                    """);

                spec.Graph.Modules.Should().Contain(module => module.Kind == ModuleKind.Gate && module.Definition == gate
                    && Regex.IsMatch(module.Path, $@"\b{slot}\d*\.{gate.Replace('-', '_')}$"));
                CSharpEmitter.Emit(spec).Should().NotBeEmpty();
                PythonEmitter.Emit(spec).Should().NotBeEmpty();
            }
        }
    }

    private static IEnumerable<string> Names(string folder) => Repository.Specs
        .Where(file => file.Path.StartsWith($"specs/{folder}/", StringComparison.Ordinal))
        .Select(file => Path.GetFileNameWithoutExtension(file.Path));
}
