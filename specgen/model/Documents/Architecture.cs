using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Expressions;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Sources;
using SeRes2Net.Compiler.Steps;

namespace SeRes2Net.Compiler.Documents;

/// <summary>An architecture, merged with what it extends and matched with its definitions; no shape is known yet but the input's.</summary>
internal sealed record Architecture
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    /// <summary>Shape of an image; null where it was wrong.</summary>
    public required Shape? Input { get; init; }

    /// <summary>Number of classes; null where it was wrong.</summary>
    public required int? Classes { get; init; }

    public required IReadOnlyList<Step> Stem { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }

    public required IReadOnlyList<Step> Head { get; init; }

    /// <summary>Name of the recipe, or null.</summary>
    public required string? Recipe { get; init; }

    public required Expectation Expect { get; init; }

    /// <summary>Place of the head, for what is wrong with the network's output.</summary>
    public required SourceSpan HeadWhere { get; init; }
}

/// <summary>One stage: blocks of one kind.</summary>
/// <param name="Where">Its place.</param>
/// <param name="LocalName">Its state-dict name.</param>
/// <param name="Block">The block with its arguments; null where that was wrong.</param>
/// <param name="Repeat">Number of blocks; null: one.</param>
/// <param name="Gates">What is plugged into the blocks' slots, in order.</param>
internal sealed record Stage(SourceSpan Where, string LocalName, DefinitionCall? Block, Expression? Repeat, IReadOnlyList<PluggedGate> Gates);

/// <summary>A gate and the slots it goes into.</summary>
/// <param name="Gate">The gate with its arguments, which are evaluated at the slot.</param>
/// <param name="At">Name of the slots.</param>
/// <param name="When">Condition, evaluated at the slot; null: everywhere.</param>
/// <param name="Streams">Which splits of a cascade; null: no condition.</param>
internal sealed record PluggedGate(DefinitionCall Gate, string At, Expression? When, Streams? Streams);

/// <summary><c>streams: all | last | first N | [2, 3]</c>, a condition on the split.</summary>
/// <param name="Last">Only the last split.</param>
/// <param name="First">The first so many; null: no such limit.</param>
/// <param name="Listed">These; null: no list.</param>
/// <param name="Where">Its place.</param>
internal sealed record Streams(bool Last, int? First, IReadOnlyCollection<int>? Listed, SourceSpan Where)
{
    /// <summary>The largest number that is named; 0 where none is.</summary>
    public int Largest => Listed is { Count: > 0 } ? Listed.Max() : First ?? 0;

    /// <summary>Whether a split is meant.</summary>
    public bool Contains(int split, int splits) =>
        (!Last || split == splits) && (First is not { } first || split <= first) && (Listed is null || Listed.Contains(split));
}

/// <summary>Counts that the network must have, or must not exceed.</summary>
internal sealed record Expectation(IReadOnlyList<ExpectedCount> Counts)
{
    /// <summary>Learned values, exactly.</summary>
    public const string Parameters = "parameters";

    /// <summary>Learned values, at most.</summary>
    public const string ParametersMax = "parameters-max";

    /// <summary>Multiply-accumulates for one image, exactly.</summary>
    public const string Macs = "macs";

    /// <summary>Multiply-accumulates for one image, at most.</summary>
    public const string MacsMax = "macs-max";

    /// <summary>What can be written in <c>expect</c>.</summary>
    public static readonly string[] Keys = [Parameters, ParametersMax, Macs, MacsMax];
}

/// <summary>One count of <c>expect</c>.</summary>
/// <param name="Key">Which, one of <see cref="Expectation.Keys"/>.</param>
/// <param name="Count">The count.</param>
/// <param name="Where">Its place.</param>
internal sealed record ExpectedCount(string Key, long Count, SourceSpan Where);
