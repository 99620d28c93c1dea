using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary><c>repeat: { times, of }</c>: copies one after the other, each with its own weights; <c>copy</c> counts them from 1.</summary>
internal sealed class RepeatStep(StepHead head, Expression? times, IReadOnlyList<Step> of) : Step(head)
{
    /// <summary>Its keys.</summary>
    public static readonly string[] Keys = ["times", "of"];

    /// <summary>Its syntax.</summary>
    public static readonly StepSyntax Syntax = new("repeat", Read) { CanBeTransparent = true };

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input)
    {
        if (times is null || expansion.Int(times, "'times'", 0, Limits.MostSteps) is not { } count)
            return Flow.Unknown;
        return expansion.Group(LocalName, input, x =>
        {
            for (var copy = 1; copy <= count && expansion.Enter(this, x); copy++)
            {
                var (number, before) = (copy, x);
                x = expansion.At(expansion.Place with { Copy = copy }, () => expansion.Group($"copy{number}", before, y => expansion.Run(of, y)));
            }
            return x;
        });
    }

    private static Step? Read(StepReader reader, StepHead head, StepValue value)
    {
        if (value.Value is not YamlMapping map)
        {
            reader.Report(Descriptors.WrongType, value.Value?.Where ?? head.Where, "'repeat' needs a map with 'times' and 'of'.");
            return null;
        }
        var fields = new Fields(map, "'repeat'", Keys, reader.Report);
        var times = fields.Value("times", required: true) is { } t ? reader.Expressions.Read(t, "'times'") : null;
        return new RepeatStep(head, times, fields.Value("of", required: true) is { } of ? reader.ReadList(of) : []);
    }
}
