using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Expressions;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Gives a definition's parameters their values.</summary>
internal static class ParameterValues
{
    /// <summary>The scope inside the definition.</summary>
    /// <param name="call">The definition and its arguments.</param>
    /// <param name="outside">Scope of the place that uses it, in which arguments are evaluated.</param>
    /// <param name="entry">Shape that enters; null where unknown.</param>
    /// <param name="report">Where findings go.</param>
    public static Place Evaluate(DefinitionCall call, Place outside, Shape? entry, Report report)
    {
        var values = new Dictionary<string, Constant?>(System.StringComparer.Ordinal);
        var bindings = new Dictionary<string, Binding>(System.StringComparer.Ordinal);
        var inside = outside with
        {
            Parameters = values,
            Bindings = bindings,
            Inside = [.. outside.Inside, call.Definition],
            HasShapes = true,
            Entry = entry,
            Here = entry,
            HasClasses = false,
        };
        foreach (var parameter in call.Definition.Parameters)
        {
            // 'first-only': the value is for the first block of a stage, the others take the default.
            var reaches = !(parameter.FirstOnly && outside.Index > 1);
            if (parameter.IsBinding)
            {
                bindings[parameter.Name] = reaches && call.Steps.TryGetValue(parameter.Name, out var steps)
                    ? new Binding(steps, outside)
                    : new Binding(parameter.DefaultSteps ?? [], inside);
            }
            else if (reaches && call.Arguments.TryGetValue(parameter.Name, out var argument))
                values[parameter.Name] = Value(parameter, argument, outside, report);
            else
                values[parameter.Name] = parameter.Default is { } otherwise ? Value(parameter, otherwise, inside, report) : null;
        }
        return inside;
    }

    private static Constant? Value(Parameter parameter, Expression expression, Scope scope, Report report)
    {
        var what = $"'{parameter.Name}'";
        switch (parameter.Type)
        {
            case ParameterType.Int:
                return Evaluator.Int(expression, scope, what, parameter.Min, parameter.Max, report) is { } whole ? Constant.Of(whole) : null;
            case ParameterType.Float:
                return Evaluator.Float(expression, scope, what, parameter.Min, parameter.Max, report) is { } real ? Constant.Of(real) : null;
            case ParameterType.Bool:
                return Evaluator.Bool(expression, scope, what, report) is { } truth ? Constant.Of(truth) : null;
            default:
                return Evaluator.Choice(expression, scope, what, parameter.Choices, report) is { } choice ? Constant.Of(choice) : null;
        }
    }
}
