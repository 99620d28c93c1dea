using SeRes2Net.Compiler.Graph;
using static SeRes2Net.Compiler.Emit.Python.PythonText;

namespace SeRes2Net.Compiler.Emit.Python;

/// <summary>How one kind of operation is written in Python.</summary>
/// <param name="Apply">
/// Its value, given what it reads; each of these may be followed by a dot or a bracket. An operation with a layer calls it.
/// </param>
/// <param name="Construct">The module of its layer; what equals PyTorch's default is not said. Null: it has none.</param>
internal sealed record PythonOp(Func<Op, string[], string> Apply, Func<Op, string>? Construct)
{
    /// <summary>What has to be written into a file for it, one of <see cref="PythonHelpers"/>.</summary>
    public Func<Op, string?> Helper { get; init; } = _ => null;

    /// <summary>Whether its value is an operator between two operands.</summary>
    public bool IsInfix { get; init; }
}

/// <summary>Every operation in PyTorch's calls.</summary>
internal static class PythonOps
{
    /// <summary>One row for each kind.</summary>
    public static readonly OpTable<PythonOp> Table = new("Python",
        Layer<ConvOp>(c => $"nn.Conv2d({Number(c.In)}, {Number(c.Out)}, {Pair(c.Kernel)}"
            + Unless(c.Stride == Size2.Square(1), $", stride={Pair(c.Stride)}")
            + Unless(c.Padding == Size2.Square(0), $", padding={Pair(c.Padding)}")
            + Unless(c.Dilation == Size2.Square(1), $", dilation={Pair(c.Dilation)}")
            + Unless(c.Groups == 1, $", groups={Number(c.Groups)}")
            + Unless(c.Bias, ", bias=False") + ")"),
        Layer<LinearOp>(l => $"PointLinear({Number(l.In)}, {Number(l.Out)}{Unless(l.Bias, ", bias=False")})", _ => PythonHelpers.PointLinear),
        Layer<ChannelConvOp>(c => $"ChannelConv({Number(c.Kernel)}, bias={(c.Bias ? "True" : "False")})", _ => PythonHelpers.ChannelConv),
        Layer<RelativePositionOp>(p => $"RelativePosition({Number(p.Rows)}, {Number(p.Columns)}, {Number(p.Width)})",
            _ => PythonHelpers.RelativePosition),
        Layer<BatchNormOp>(n => $"nn.BatchNorm2d({Number(n.Shape.Channels)}{Eps(n.Eps)}"
            + Unless(n.Momentum == 0.1, $", momentum={Number(n.Momentum)}") + Unless(n.Affine, ", affine=False") + ")"),
        Layer<LayerNormOp>(n => n.Affine && !n.Shift
                ? $"FactorLayerNorm({Number(n.Shape.Channels)}{Eps(n.Eps)})"
                : $"ChannelLayerNorm({Number(n.Shape.Channels)}{Eps(n.Eps)}{Unless(n.Affine, ", elementwise_affine=False")})",
            n => n.Affine && !n.Shift ? PythonHelpers.FactorLayerNorm : PythonHelpers.ChannelLayerNorm),
        Layer<GroupNormOp>(n => $"nn.GroupNorm({Number(n.Groups)}, {Number(n.Shape.Channels)}{Eps(n.Eps)})"),
        Layer<ScaleOp>(s => $"Scale{Unless(!s.Shift, "AndShift")}({Number(s.Shape.Channels)}, init={Number(s.Init)})",
            s => s.Shift ? PythonHelpers.ScaleAndShift : PythonHelpers.Scale),
        Layer<PReluOp>(p => $"nn.PReLU({Number(p.Shape.Channels)}{Unless(p.Init == 0.25, $", init={Number(p.Init)}")})"),
        Layer<ConstantOp>(c => $"Constant({Number(c.Shape.Channels)}, {Number(c.Shape.Rows)}, {Number(c.Shape.Columns)}, "
            + $"lambda channel, row, column: {Formulas.Of(c.Formula, "channel")})", _ => PythonHelpers.Constant),
        Value<ActivationOp>((a, x) => Activation(a, x[0])),
        Value<SoftmaxOp>((s, x) => s switch
        {
            { Groups: > 1 } => $"{x[0]}.unflatten(1, ({Number(s.Groups)}, -1)).softmax(2).flatten(1, 2)",
            { Over: Over.Positions } => $"{x[0]}.flatten(2).softmax(2).unflatten(2, ({Number(s.Shape.Rows)}, {Number(s.Shape.Columns)}))",
            _ => $"{x[0]}.softmax({AxisOf(s.Over)})",
        }),
        Value<DropoutOp>((d, x) => $"F.dropout({x[0]}, {Number(d.Rate)}, self.training)"),
        Value<DropPathOp>((d, x) => $"drop_path({x[0]}, {Number(d.Rate)}, self.training)", PythonHelpers.DropPath),
        Value<PoolOp>((p, x) => $"F.{(p.Function == PoolKind.Max ? "max" : "avg")}_pool2d({x[0]}, {Pair(p.Kernel)}, stride={Pair(p.Stride)}"
            + Unless(p.Padding == Size2.Square(0), $", padding={Pair(p.Padding)}")
            + Unless(!p.CeilMode, ", ceil_mode=True")
            + Unless(p.Function == PoolKind.Max || p.CountIncludePad, ", count_include_pad=False") + ")"),
        Value<ReduceOp>((r, x) => $"{x[0]}.{(r.Function == Reduction.Max ? "amax" : Labels.Word(r.Function))}({AxisOf(r.Over)}, keepdim=True)"),
        Value<FlattenOp>((_, x) => $"{x[0]}.flatten(1)[:, :, None, None]"),
        Value<ReshapeOp>((r, x) => $"{x[0]}.reshape(-1, {Number(r.Shape.Channels)}, {Number(r.Shape.Rows)}, {Number(r.Shape.Columns)})"),
        Value<PermuteOp>((p, x) => $"{x[0]}.permute(0, {string.Join(", ", p.Order.Select(axis => Number((int)axis + 1)))})"),
        Value<SliceOp>((s, x) => $"{x[0]}[{string.Concat(Enumerable.Repeat(":, ", (int)s.Axis + 1))}"
            + $"{Number(s.From)}:{Number(s.From + Axes.Size(s.Shape, s.Axis))}]"),
        Value<ConcatOp>((c, x) => $"torch.cat(({string.Join(", ", x)}{(x.Length == 1 ? "," : "")}), {Number((int)c.Axis + 1)})"),
        Value<ChannelShuffleOp>((s, x) => $"{x[0]}.unflatten(1, ({Number(s.Groups)}, -1)).transpose(1, 2).flatten(1, 2)"),
        Value<SpaceDepthOp>((s, x) => $"F.pixel{(s.ToDepth ? "_unshuffle" : "_shuffle")}({x[0]}, {Number(s.Block)})"),
        Value<ResizeOp>((r, x) => $"F.interpolate({x[0]}, size=({Number(r.Shape.Rows)}, {Number(r.Shape.Columns)}), "
            + (r.Mode == ResizeMode.Nearest ? "mode=\"nearest\")" : "mode=\"bilinear\", align_corners=False)")),
        Value<PadShortcutOp>((p, x) =>
            $"pad_shortcut({x[0]}, {Number(p.Stride.Rows)}, {Number(p.Stride.Columns)}, {Number(p.Shape.Channels)})", PythonHelpers.PadShortcut),
        Infix<AddOp>("+"),
        Infix<SubtractOp>("-"),
        Infix<MultiplyOp>("*"),
        Infix<DivideOp>("/"),
        Infix<MatmulOp>("@"),
        Value<MaximumOp>((_, x) => $"torch.maximum({x[0]}, {x[1]})"),
        Value<MapOp>((m, x) => $"(lambda x: {Formulas.Of(m.Formula, "x")})({x[0]})"),
        // Nobody computes the input.
        Value<InputOp>((_, _) => throw new InvalidOperationException("The input is not computed.")));

    /// <summary>What has to be written into a file for an operation; null: nothing.</summary>
    public static string? HelperOf(Op op) => Table.Of(op).Helper(op);

    private static FormulaText Formulas => new(Number, "pick");

    private static (Type, PythonOp) Layer<T>(Func<T, string> construct, Func<T, string>? helper = null)
        where T : Op => (typeof(T), new PythonOp((_, _) => "", op => construct((T)op)) { Helper = op => helper?.Invoke((T)op) });

    private static (Type, PythonOp) Value<T>(Func<T, string[], string> apply, string? helper = null)
        where T : Op => (typeof(T), new PythonOp((op, x) => apply((T)op, x), null) { Helper = _ => helper });

    private static (Type, PythonOp) Infix<T>(string symbol)
        where T : Op => (typeof(T), new PythonOp((_, x) => $"{x[0]} {symbol} {x[1]}", null) { IsInfix = true });

    private static string Activation(ActivationOp op, string x) => op.Function switch
    {
        ActivationKind.Relu => $"F.relu({x})",
        ActivationKind.Sigmoid => $"torch.sigmoid({x})",
        ActivationKind.Relu6 => $"F.relu6({x})",
        ActivationKind.LeakyRelu => $"F.leaky_relu({x}, {Number(op.Slope)})",
        ActivationKind.Gelu => $"F.gelu({x})",
        ActivationKind.Silu => $"F.silu({x})",
        ActivationKind.HardSwish => $"F.hardswish({x})",
        ActivationKind.HardSigmoid => $"F.hardsigmoid({x})",
        _ => throw new InvalidOperationException($"No Python for {op.Function}."),
    };

    private static string AxisOf(Over over) => over switch
    {
        Over.Channels => "1",
        Over.Rows => "2",
        Over.Columns => "3",
        Over.Positions => "(2, 3)",
        _ => throw new InvalidOperationException($"No axis of {over}."),
    };

    private static string Eps(double eps) => Unless(eps == 1e-5, $", eps={Number(eps)}");

    private static string Unless(bool isDefault, string text) => isDefault ? "" : text;
}
