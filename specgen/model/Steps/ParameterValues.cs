using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Gives a definition's parameters their values.</summary>
internal static class ParameterValues
{
    /// <summary>The scope inside the definition.</summary>
    /// <param name="call">The definition and its arguments.</param>
    /// <param name="outside">The caller's scope, in which arguments are evaluated.</param>
    /// <param name="entry">Input shape; null if unknown.</param>
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
            // 'first-only': the value applies to the first block of a stage; the others take the default.
            var reaches = !(parameter.FirstOnly && outside.Index > 1);
            if (parameter.IsBinding)
            {
                bindings[parameter.Name] = reaches && call.Steps.TryGetValue(parameter.Name, out var steps)
                    ? new Binding(steps, outside)
                    : new Binding(parameter.DefaultSteps ?? [], inside);
            }
            else if (reaches && call.Arguments.TryGetValue(parameter.Name, out var argument))
                values[parameter.Name] = parameter.Evaluate(argument, outside, report);
            else
                values[parameter.Name] = parameter.Default is { } otherwise ? parameter.Evaluate(otherwise, inside, report) : null;
        }
        return inside;
    }
}
