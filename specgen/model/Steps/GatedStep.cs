using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary><c>gated: { by }</c>: x * f(x), where f(x) is broadcast from size 1.</summary>
internal sealed class GatedStep(StepHead head, IReadOnlyList<Step> by) : Step(head)
{
    private static readonly string[] Keys = ["by", "merge"];
    private static readonly string[] Merges = ["multiply", "add"];

    /// <summary>How it is written.</summary>
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
                $"The gate gives {factor}, which cannot be multiplied with {shape}: each size must be equal or 1.");
            return Flow.Unknown;
        }
        return expansion.Emit(new MultiplyOp
        {
            Path = expansion.PathOf("multiply"),
            Inputs = [input.Value, gate.Value],
            Shape = shape,
            Where = Where,
        });
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
        if (fields.Choice("merge", Merges) is "add")
            reader.Report(Descriptors.NotSupportedYet, fields.Place("merge"),
                "'merge: add' is not part of this version of the language yet; 'multiply' is.");
        return new GatedStep(head, fields.Value("by", required: true) is { } by ? reader.ReadList(by) : []);
    }
}
