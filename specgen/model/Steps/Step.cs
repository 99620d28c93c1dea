using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Expressions;
using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Compiler.Steps;

/// <summary>What every step has.</summary>
/// <param name="Where">Place of the step's name.</param>
/// <param name="LocalName">
/// Its part of the state-dict path: kind and ordinal as written, or its <c>name</c>; empty for a body's only combinator.
/// </param>
/// <param name="When">The step exists only where this holds; null: always.</param>
internal readonly record struct StepHead(SourceSpan Where, string LocalName, Expression? When);

/// <summary>One step of a stem, head, block or gate, as written: everything is known but shapes and values.</summary>
internal abstract class Step(StepHead head)
{
    /// <summary>Place of the step's name.</summary>
    public SourceSpan Where => head.Where;

    /// <summary>Its part of the state-dict path.</summary>
    public string LocalName => head.LocalName;

    /// <summary>Whether it exists only under a condition.</summary>
    public bool IsConditional => head.When is not null;

    /// <summary>Appends the step's operations to a graph and returns the value that leaves it.</summary>
    public Flow Run(Expansion expansion, Flow input)
    {
        if (!expansion.Enter(this, input))
            return Flow.Unknown;
        if (head.When is { } when)
        {
            if (expansion.Bool(when, "'when'") is not { } exists)
                return Flow.Unknown;
            if (!exists)
                return input;
        }
        return Apply(expansion, input);
    }

    /// <summary>What the step does where it exists.</summary>
    protected abstract Flow Apply(Expansion expansion, Flow input);
}
