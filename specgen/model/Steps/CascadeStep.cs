using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>
/// <c>cascade: { splits, each, carry, passthrough }</c>: Res2Net's hierarchy (Gao et al., arXiv:1904.01169, section 3.1). The
/// channels are divided into splits, numbered from 1 in channel order. If <c>carry</c> holds for a split, the output of the split
/// before it is added first; then the split goes through <c>each</c>. The results are concatenated. One split may go through
/// <c>passthrough.through</c> instead.
/// </summary>
internal sealed class CascadeStep(
    StepHead head, Expression? splits, IReadOnlyList<Step> each, Expression? carry, Expression? passAt, IReadOnlyList<Step> through)
    : Step(head)
{
    /// <summary>Its keys.</summary>
    public static readonly string[] Keys = ["splits", "each", "carry", "passthrough"];

    /// <summary>Keys of <c>passthrough</c>.</summary>
    public static readonly string[] PassKeys = ["at", "through"];

    /// <summary>Where the split that passes through can be.</summary>
    public static readonly string[] Places = ["first", "last", "none"];

    /// <summary>Its syntax.</summary>
    public static readonly StepSyntax Syntax = new("cascade", Read) { CanBeTransparent = true };

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input)
    {
        var place = passAt is null ? "none" : expansion.Choice(passAt, "'at'", Places);
        if (splits is null || place is null || expansion.Int(splits, "'splits'", 1, Limits.LargestSize) is not { } count)
            return Flow.Unknown;
        if (input.Shape is not { } shape)
            return Flow.Unknown;
        if (shape.Channels % count != 0)
        {
            expansion.Report(Descriptors.NotDivisible, splits.Where,
                $"{shape.Channels} channels cannot be divided into {count} equal splits.");
            return Flow.Unknown;
        }
        var passing = place == "first" ? 1 : place == "last" ? (int)count : 0;
        return expansion.Group(LocalName, input, _ => Cascade(expansion, input, shape, (int)count, passing));
    }

    private Flow Cascade(Expansion expansion, Flow input, Shape shape, int count, int passing)
    {
        var width = shape.Channels / count;
        var outputs = new List<Flow>();
        for (var split = 1; split <= count && !expansion.Stopped; split++)
        {
            var number = split;
            var before = outputs.Count == 0 ? (Flow?)null : outputs[outputs.Count - 1];
            outputs.Add(expansion.At(expansion.Place with { Split = split, Splits = count }, () => expansion.Group($"split{number}", input, _ =>
            {
                var slice = new SliceOp { Shape = shape with { Channels = width }, From = (number - 1) * width };
                var part = expansion.Emit(slice, "slice", [input.Value], Where);
                return number == passing ? expansion.Run(through, part) : expansion.Run(each, Carry(expansion, part, before));
            })));
        }
        return Merging.Apply(expansion, Merge.Concat, outputs, "The splits", Where);
    }

    // The first split has nothing before it to carry, whatever 'carry' says.
    private Flow Carry(Expansion expansion, Flow part, Flow? before)
    {
        if (carry is null || before is not { } previous)
            return part;
        if (expansion.Bool(carry, "'carry'") is not { } carries)
            return Flow.Unknown;
        if (!carries)
            return part;
        if (previous.Shape is not { } output || part.Shape is not { } shape)
            return Flow.Unknown;
        if (output != shape)
        {
            expansion.Report(Descriptors.ShapesDiffer, carry.Where,
                $"The previous split gives {output}, which cannot be added to this split's {shape}.");
            return Flow.Unknown;
        }
        return expansion.Emit(new AddOp { Shape = shape }, "add", [part.Value, previous.Value], Where);
    }

    private static Step? Read(StepReader reader, StepHead head, StepValue value)
    {
        if (value.Value is not YamlMapping map)
        {
            reader.Report(Descriptors.WrongType, value.Value?.Where ?? head.Where, "'cascade' needs a map with 'splits' and 'each'.");
            return null;
        }
        var fields = new Fields(map, "'cascade'", Keys, reader.Report);
        var splits = fields.Value("splits", required: true) is { } s ? reader.Expressions.Read(s, "'splits'") : null;
        var carry = fields.Value("carry") is { } c ? reader.Expressions.With(["split", "splits"]).Read(c, "'carry'") : null;
        Expression? at = null;
        IReadOnlyList<Step> through = [];
        if (fields.Mapping("passthrough") is { } passMap)
        {
            var pass = new Fields(passMap, "'passthrough'", PassKeys, reader.Report);
            at = pass.Value("at", required: true) is { } a ? reader.Expressions.ReadName(a, "'at'") : null;
            through = pass.Value("through") is { } t ? reader.ReadList(t) : [];
        }
        var each = fields.Value("each", required: true) is { } e ? reader.ReadList(e) : [];
        return new CascadeStep(head, splits, each, carry, at, through);
    }
}
