using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>A kind of step and its syntax.</summary>
/// <param name="Name">The key that names it.</param>
/// <param name="Read">Reads what stands after the key; null after reporting an error.</param>
internal sealed record StepSyntax(string Name, Func<StepReader, StepHead, StepValue, Step?> Read)
{
    /// <summary>Whether it exists only inside a residual's shortcut.</summary>
    public bool OnlyInShortcut { get; init; }

    /// <summary>Whether the step key <c>with</c> applies to it.</summary>
    public bool TakesWith { get; init; }

    /// <summary>Whether it needs no path of its own when it is all there is.</summary>
    public bool CanBeTransparent { get; init; }

    /// <summary>What its ordinal counts, if not the kind: slots and uses are counted by name.</summary>
    public Func<YamlNode?, string?> CountedAs { get; init; } = _ => null;

    /// <summary>Its part of the path from what is counted and the ordinal.</summary>
    public Func<string, int, string> LocalName { get; init; } = (counted, ordinal) => counted + ordinal;
}

/// <summary>
/// Every kind of step: the primitives, and the combinators. To add a combinator, add a file and a line here.
/// </summary>
internal static class StepTable
{
    /// <summary>Every kind by its name.</summary>
    public static readonly IReadOnlyDictionary<string, StepSyntax> Kinds = Primitives.All
        .Select(PrimitiveStep.SyntaxOf)
        .Concat(
        [
            ResidualStep.Syntax,
            ProjectionStep.Syntax,
            PadStep.Syntax,
            CascadeStep.Syntax,
            BranchesStep.Syntax,
            GatedStep.Syntax,
            DenseStep.Syntax,
            RepeatStep.Syntax,
            SlotStep.Syntax,
            UseStep.Syntax,
        ])
        .ToDictionary(syntax => syntax.Name, StringComparer.Ordinal);
}
