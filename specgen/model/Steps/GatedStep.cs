using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary><c>gated: { by, merge }</c>: x * f(x), or another pairing of the two, where f(x) is broadcast from size 1.</summary>
internal sealed class GatedStep(StepHead head, IReadOnlyList<Step> by, Merge merge) : Step(head)
{
    /// <summary>Its keys.</summary>
    public static readonly string[] Keys = ["by", "merge"];

    /// <summary>How the two values can be merged.</summary>
    public static readonly IReadOnlyList<Merge> Merges = [Merge.Multiply, Merge.Add, Merge.Subtract, Merge.Divide];

    /// <summary>Its syntax.</summary>
    public static readonly StepSyntax Syntax = new("gated", Read) { CanBeTransparent = true };

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input) => expansion.Group(LocalName, input, _ =>
    {
        var gate = expansion.Run(by, input);
        if (input.Shape is not { } shape || gate.Shape is not { } factor)
            return Flow.Unknown;
        if (!Broadcasts(factor.Channels, shape.Channels)
            || !Broadcasts(factor.Rows, shape.Rows)
            || !Broadcasts(factor.Columns, shape.Columns))
        {
            expansion.Report(Descriptors.ShapesDiffer, Where,
                $"The gate gives {factor}, which cannot be broadcast to {shape}: each size must be equal or 1.");
            return Flow.Unknown;
        }
        return expansion.Emit(merge.Pair(shape, shape)!, merge.Name, [input.Value, gate.Value], Where);
    });

    private static bool Broadcasts(int from, int to) => from == to || from == 1;

    private static Step? Read(StepReader reader, StepHead head, StepValue value)
    {
        if (value.Value is not YamlMapping map)
        {
            reader.Report(Descriptors.WrongType, value.Value?.Where ?? head.Where, "'gated' needs a map with 'by'.");
            return null;
        }
        var fields = new Fields(map, "'gated'", Keys, reader.Report);
        var merge = Merge.Of(fields.Choice("merge", [.. Merges.Select(merge => merge.Name)]) ?? Merge.Multiply.Name);
        return new GatedStep(head, fields.Value("by", required: true) is { } by ? reader.ReadList(by) : [], merge);
    }
}
