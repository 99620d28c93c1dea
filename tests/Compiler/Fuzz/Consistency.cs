using System.Numerics;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests.Fuzz;

/// <summary>What is true of everything that the compiler returns, whatever the input. Written without looking into the compiler.</summary>
internal static class Consistency
{
    /// <summary>What is wrong with a result, one line for each problem.</summary>
    public static IEnumerable<string> Faults(CompileResult result, IEnumerable<SourceFile> files)
    {
        // The parser also counts lone carriage returns and Unicode's separators as line ends.
        var lines = files.ToDictionary(file => file.Path, file => new Lazy<string[]>(() => file.Text.ReplaceLineEndings("\n").Split('\n')));
        return result.Diagnostics.SelectMany(finding => Faults(finding, lines)).Concat(result.Specs.SelectMany(Faults));
    }

    private static IEnumerable<string> Faults(Diagnostic finding, IReadOnlyDictionary<string, Lazy<string[]>> files)
    {
        if (finding.Id == "SR0099")
            yield return $"an internal error: {finding}";
        if (finding.Message.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
            yield return $"a message of more than one line: {finding}";
        if (finding.Message.Length is 0 or > 2000)
            yield return $"a message of {finding.Message.Length} characters: {finding.Id}";
        var where = finding.Where;
        if (!files.TryGetValue(where.File, out var file))
        {
            yield return $"a finding outside the user's files: {finding}";
            yield break;
        }
        var lines = file.Value;
        if (where.Line < 1 || where.Line > lines.Length || where.Column < 1 || where.Column > lines[where.Line - 1].Length + 1)
            yield return $"a finding outside its file: {finding}";
        if (where.EndLine < where.Line || where.EndLine > lines.Length || (where.EndLine == where.Line && where.EndColumn < where.Column))
            yield return $"a finding that ends before it begins, or after its file: {finding.Where}";
    }

    private static IEnumerable<string> Faults(CompiledSpec spec)
    {
        var graph = spec.Graph;
        for (var i = 0; i < graph.Ops.Count; i++)
        {
            var op = graph.Ops[i];
            if (op is InputOp != (i == 0) || op.Inputs.Count == 0 != op is InputOp || op.Inputs.Any(input => input < 0 || input >= i))
                yield return $"{op.Path} reads what does not come before it";
            else if (!Fits(op, [.. op.Inputs.Select(input => graph.Ops[input].Shape)]))
                yield return $"{op.Path} does not fit its input: {op}";
            if (op.Shape.Channels < 1 || op.Shape.Rows < 1 || op.Shape.Columns < 1)
                yield return $"{op.Path} has no elements: {op.Shape}";
        }
        if (graph.Ops.Select(op => op.Path).Distinct().Count() != graph.Ops.Count)
            yield return "two operations have the same path";
        if (graph.Ops.Count == 0 || graph.Ops[^1].Shape != new Shape(graph.Classes, 1, 1) || graph.Ops[0].Shape != graph.Input)
            yield return "the network does not lead from the input to the classes";
        foreach (var module in graph.Modules)
        {
            var last = module.FirstOp + module.OpCount;
            var isInside = module.FirstOp >= 0 && module.OpCount >= 0 && last <= graph.Ops.Count;
            if (!isInside || module.Input < 0 || module.Output >= Math.Max(last, module.Input + 1))
                yield return $"the module {module.Path} is not part of the network";
        }
        var parameters = graph.Ops.Aggregate(BigInteger.Zero, (sum, op) => sum + Parameters(op));
        if (parameters != spec.Costs.Parameters || parameters > BigInteger.Pow(2, 53))
            yield return $"{parameters} parameters are counted as {spec.Costs.Parameters}";
        var macs = graph.Ops.Aggregate(BigInteger.Zero, (sum, op) => sum + Macs(op));
        if (macs != spec.Costs.Macs)
            yield return $"{macs} multiply-accumulates are counted as {spec.Costs.Macs}";
    }

    private static bool Fits(Op op, Shape[] inputs) => op switch
    {
        ConvOp c => c.In == inputs[0].Channels && c.Out == c.Shape.Channels && c.In % c.Groups == 0 && c.Out % c.Groups == 0
            && Slides(inputs[0], c.Shape, c.Kernel, c.Stride, c.Padding, c.Dilation),
        PoolOp { CeilMode: true } p => p.Shape.Channels == inputs[0].Channels,
        PoolOp p => p.Shape.Channels == inputs[0].Channels
            && Slides(inputs[0], p.Shape, p.Kernel, p.Stride, p.Padding, Size2.Square(1)),
        LinearOp l => inputs[0] == new Shape(l.In, 1, 1) && l.Shape == new Shape(l.Out, 1, 1),
        FlattenOp f => new BigInteger(inputs[0].Channels) * inputs[0].Rows * inputs[0].Columns == f.Shape.Channels,
        SliceOp s => s.From >= 0 && (long)s.From + Axes.Size(s.Shape, s.Axis) <= Axes.Size(inputs[0], s.Axis)
            && Same(s.Shape, inputs[0], s.Axis),
        ConcatOp c => inputs.Sum(input => (long)Axes.Size(input, c.Axis)) == Axes.Size(c.Shape, c.Axis)
            && inputs.All(input => Same(input, c.Shape, c.Axis)),
        MatmulOp m => inputs.Length == 2 && inputs[0].Columns == m.Inner && inputs[1] == new Shape(m.Shape.Channels, m.Inner, m.Shape.Columns)
            && inputs[0] == new Shape(m.Shape.Channels, m.Shape.Rows, m.Inner),
        ReshapeOp => inputs[0].Elements == op.Shape.Elements,
        PermuteOp p => p.Order.Distinct().Count() == 3
            && op.Shape == new Shape(Axes.Size(inputs[0], p.Channels), Axes.Size(inputs[0], p.Rows), Axes.Size(inputs[0], p.Columns)),
        SpaceDepthOp s => inputs[0].Elements == op.Shape.Elements
            && (s.ToDepth ? inputs[0].Rows == (long)op.Shape.Rows * s.Block : (long)inputs[0].Rows * s.Block == op.Shape.Rows),
        RelativePositionOp r => inputs[0] == new Shape(op.Shape.Channels, r.Rows * r.Columns, r.Width) && op.Shape.Columns == inputs[0].Rows,
        PairOp => inputs.Length == 2 && inputs[0] == op.Shape && Broadcasts(inputs[1], op.Shape),
        PadShortcutOp p => p.Shape.Channels >= inputs[0].Channels && p.Stride.Rows >= 1 && p.Stride.Columns >= 1,
        ReduceOp { Over: Over.Positions } => op.Shape == inputs[0] with { Rows = 1, Columns = 1 },
        ReduceOp r => op.Shape == Axes.With(inputs[0], (Axis)r.Over, 1),
        ChannelShuffleOp s => op.Shape == inputs[0] && s.Groups >= 1 && s.Shape.Channels % s.Groups == 0,
        GroupNormOp g => op.Shape == inputs[0] && g.Groups >= 1 && g.Shape.Channels % g.Groups == 0,
        ChannelConvOp c => op.Shape == inputs[0] && c.Kernel >= 1 && c.Kernel % 2 == 1,
        ResizeOp => op.Shape.Channels == inputs[0].Channels,
        InputOp => true,
        _ => op.Shape == inputs[0],
    };

    private static bool Slides(Shape from, Shape to, Size2 kernel, Size2 stride, Size2 padding, Size2 dilation) =>
        Slides(from.Rows, to.Rows, kernel.Rows, stride.Rows, padding.Rows, dilation.Rows)
        && Slides(from.Columns, to.Columns, kernel.Columns, stride.Columns, padding.Columns, dilation.Columns);

    private static bool Slides(BigInteger from, int to, BigInteger kernel, int stride, BigInteger padding, BigInteger dilation)
    {
        var room = from + 2 * padding - dilation * (kernel - 1) - 1;
        return kernel >= 1 && stride >= 1 && padding >= 0 && dilation >= 1 && room >= 0 && room / stride + 1 == to;
    }

    private static bool Same(Shape a, Shape b, Axis besides) => Axes.With(a, besides, 1) == Axes.With(b, besides, 1);

    private static bool Broadcasts(Shape from, Shape to) => (from.Channels == to.Channels || from.Channels == 1)
        && (from.Rows == to.Rows || from.Rows == 1) && (from.Columns == to.Columns || from.Columns == 1);

    private static BigInteger Parameters(Op op) => op switch
    {
        { SharesWith: not null } => 0,
        ConvOp c => c.Out * Taps(c) + (c.Bias ? c.Out : 0),
        LinearOp l => new BigInteger(l.In) * l.Out + (l.Bias ? l.Out : 0),
        BatchNormOp n => (n.Affine ? 2 : 0) * new BigInteger(op.Shape.Channels),
        LayerNormOp n => ((n.Affine ? 1 : 0) + (n.Shift ? 1 : 0)) * new BigInteger(op.Shape.Channels),
        GroupNormOp => 2 * new BigInteger(op.Shape.Channels),
        PReluOp => op.Shape.Channels,
        ScaleOp s => (s.Shift ? 2 : 1) * new BigInteger(op.Shape.Channels),
        RelativePositionOp r => (2 * new BigInteger(r.Rows) + 2 * new BigInteger(r.Columns) - 2) * r.Width,
        ChannelConvOp c => c.Kernel + (c.Bias ? 1 : 0),
        _ when op.State.Count > 0 && op is not ConstantOp => throw new NotSupportedException($"{op.GetType().Name} has weights, but no row in {nameof(Consistency)}.{nameof(Parameters)}."),
        _ => 0,
    };

    private static BigInteger Macs(Op op) => op switch
    {
        ConvOp c => Elements(c.Shape) * Taps(c),
        LinearOp l => new BigInteger(l.In) * l.Out,
        ChannelConvOp c => Elements(c.Shape) * c.Kernel,
        MatmulOp m => Elements(m.Shape) * m.Inner,
        RelativePositionOp r => Elements(r.Shape with { Columns = r.Width }) * (2 * r.Rows + 2 * r.Columns - 2),
        _ => 0,
    };

    private static BigInteger Taps(ConvOp conv) => new BigInteger(conv.In / conv.Groups) * conv.Kernel.Rows * conv.Kernel.Columns;

    private static BigInteger Elements(Shape shape) => new BigInteger(shape.Channels) * shape.Rows * shape.Columns;
}
