using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Steps;

/// <summary>What a definition can be used as.</summary>
internal enum DefinitionKind
{
    Block,
    Gate,
}

/// <summary>A block or gate defined in the spec language: a file with a <c>body</c>.</summary>
internal sealed record Definition
{
    public required DefinitionKind Kind { get; init; }

    /// <summary>Name, the same as the file's stem.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence, or empty.</summary>
    public required string Summary { get; init; }

    /// <summary>Parameters in order; a default may use those before it.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>Conditions on the parameters and the input shape.</summary>
    public required IReadOnlyList<DefinitionCheck> Checks { get; init; }

    /// <summary>Its steps.</summary>
    public required IReadOnlyList<Step> Body { get; init; }

    /// <summary>The example for checking it on its own; null if the author gave none.</summary>
    public Example? Try { get; init; }

    /// <summary>Names of the slots in the body.</summary>
    public required IReadOnlyList<string> Slots { get; init; }

    /// <summary>Definitions that the body uses by name.</summary>
    public required IReadOnlyList<UseStep> Uses { get; init; }

    /// <summary>Location of its name.</summary>
    public required SourceSpan Where { get; init; }
}

/// <summary>Types of parameters.</summary>
internal enum ParameterType
{
    Int,
    Float,
    Bool,
    Choice,
    /// <summary>A list of steps, run by <c>use</c>.</summary>
    Steps,
    /// <summary>A gate with its arguments, or none; run by <c>use</c>.</summary>
    Gate,
}

/// <summary>A parameter of a definition.</summary>
internal sealed record Parameter
{
    public required string Name { get; init; }

    public required ParameterType Type { get; init; }

    /// <summary>Smallest value of a number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value of a number.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Values of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Default value; may use earlier parameters and the input shape. Null: a value must be given.</summary>
    public Expression? Default { get; init; }

    /// <summary>Default steps, if the parameter holds steps or a gate. Null: they must be given.</summary>
    public IReadOnlyList<Step>? DefaultSteps { get; init; }

    /// <summary>The default as written, on one line; null if there is none.</summary>
    public string? DefaultText { get; init; }

    /// <summary>Whether it holds steps rather than a value.</summary>
    public bool IsBinding => Type is ParameterType.Steps or ParameterType.Gate;

    /// <summary>Whether a value must be given.</summary>
    public bool Required => Default is null && DefaultSteps is null;

    /// <summary>A stage's value reaches its first block only.</summary>
    public bool FirstOnly { get; init; }

    /// <summary>One sentence, or empty.</summary>
    public string Summary { get; init; } = "";

    public required SourceSpan Where { get; init; }

    /// <summary>A value of its type and in its range; null after reporting that it is invalid.</summary>
    public Constant? Evaluate(Expression expression, Scope scope, Report report)
    {
        var what = $"'{Name}'";
        return Type switch
        {
            ParameterType.Int => Evaluator.Int(expression, scope, what, Min, Max, report) is { } whole ? Constant.Of(whole) : null,
            ParameterType.Float => Evaluator.Float(expression, scope, what, Min, Max, report) is { } real ? Constant.Of(real) : null,
            ParameterType.Bool => Evaluator.Bool(expression, scope, what, report) is { } truth ? Constant.Of(truth) : null,
            _ => Evaluator.Choice(expression, scope, what, Choices, report) is { } choice ? Constant.Of(choice) : null,
        };
    }
}

/// <summary>A condition with a message from the definition's author.</summary>
/// <param name="Condition">What is tested.</param>
/// <param name="MustHold">True: an error if it does not hold (<c>require</c>). False: a warning if it holds (<c>warn-if</c>).</param>
/// <param name="Message">The message to report.</param>
/// <param name="Where">Its place.</param>
internal sealed record DefinitionCheck(Expression Condition, bool MustHold, string Message, SourceSpan Where);

/// <summary>A definition with the arguments that one place of a spec gives it.</summary>
/// <param name="Definition">The definition in use.</param>
/// <param name="Arguments">Expressions written where it is used, by parameter.</param>
/// <param name="Steps">Steps written there, by parameter.</param>
/// <param name="Uses">Definitions that those steps use by name.</param>
/// <param name="Where">The location of the use.</param>
internal sealed record DefinitionCall(
    Definition Definition,
    IReadOnlyDictionary<string, Expression> Arguments,
    IReadOnlyDictionary<string, IReadOnlyList<Step>> Steps,
    IReadOnlyList<UseStep> Uses,
    SourceSpan Where);
