using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Steps;

/// <summary>What all steps have in common.</summary>
/// <param name="Where">Place of the step's name.</param>
/// <param name="LocalName">
/// Its part of the state-dict path: kind and ordinal as written, or its <c>name</c>; empty for a body's only combinator.
/// </param>
/// <param name="When">The step exists only where this holds; null: always.</param>
/// <param name="As">What later steps of the same list call its value; null: nothing.</param>
/// <param name="Of">Name of the value that it reads; null: that of the step before it; empty: there is no such value.</param>
internal readonly record struct StepHead(SourceSpan Where, string LocalName, Expression? When, string? As = null, string? Of = null);

/// <summary>One step of a stem, head, block or gate, as written: everything is known except shapes and values.</summary>
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
        var read = head.Of is { } of ? expansion.Named(of) : input;
        if (!expansion.Enter(this, read))
            return Flow.Unknown;
        var output = Output(expansion, input, read);
        if (head.As is { } name)
            expansion.Name(name, output);
        return output;
    }

    /// <summary>What the step does if it exists.</summary>
    protected abstract Flow Apply(Expansion expansion, Flow input);

    private Flow Output(Expansion expansion, Flow input, Flow read)
    {
        if (head.When is not { } when)
            return Apply(expansion, read);
        return expansion.Bool(when, "'when'") is not { } exists ? Flow.Unknown : exists ? Apply(expansion, read) : input;
    }
}
