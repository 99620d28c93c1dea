using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Expand;

/// <summary>An architecture, merged with what it extends and matched with its definitions; no shape is known yet but the input's.</summary>
internal sealed record ResolvedArchitecture
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
