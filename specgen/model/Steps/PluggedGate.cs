using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Steps;

/// <summary>A gate and the slots it goes into.</summary>
/// <param name="Gate">The gate with its arguments, which are evaluated at the slot.</param>
/// <param name="At">Name of the slots.</param>
/// <param name="When">Condition, evaluated at the slot; null: everywhere.</param>
/// <param name="Streams">Which splits of a cascade; null: no condition.</param>
internal sealed record PluggedGate(DefinitionCall Gate, string At, Expression? When, Streams? Streams);

/// <summary><c>streams: all | last | first N | [2, 3]</c>, a condition on the split.</summary>
/// <param name="Last">Only the last split.</param>
/// <param name="First">Only the first so many; null: no such limit.</param>
/// <param name="Listed">Only these; null: no list.</param>
/// <param name="Where">Its place.</param>
internal sealed record Streams(bool Last, int? First, IReadOnlyCollection<int>? Listed, SourceSpan Where)
{
    /// <summary>The largest split number it names; 0 if it names none.</summary>
    public int Largest => Listed is { Count: > 0 } ? Listed.Max() : First ?? 0;

    /// <summary>Whether a split is included.</summary>
    public bool Contains(int split, int splits) =>
        (!Last || split == splits) && (First is not { } first || split <= first) && (Listed is null || Listed.Contains(split));
}
