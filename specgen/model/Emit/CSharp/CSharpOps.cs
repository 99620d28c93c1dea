using SeRes2Net.Compiler.Graph;
using static SeRes2Net.Compiler.Emit.CSharpText;

namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>A layer in C#.</summary>
/// <param name="Construct">The call that creates it, without arguments that equal TorchSharp's defaults.</param>
/// <param name="Summary">A phrase without the output's shape: <c>3x3 convolution from 16 channels, stride 2</c>.</param>
internal sealed record CSharpLayer(string Construct, string Summary)
{
    /// <summary>Its initial factor, if the constructor gives a different one.</summary>
    public double? Gamma { get; init; }
}

/// <summary>What a call in C# is made of.</summary>
/// <param name="Inputs">The values read.</param>
/// <param name="Shapes">Their shapes.</param>
/// <param name="Layer">How to reach its layer, where it has one.</param>
/// <param name="Rate">Its rate, where it has one: a number or a property.</param>
internal sealed record CSharpCall(string[] Inputs, Shape[] Shapes, string Layer, string Rate)
{
    /// <summary>The only input, or the first.</summary>
    public string X => Inputs[0];
}

/// <summary>How one kind of operation is written in C#.</summary>
/// <param name="Call">Its call, without <c>Ops.</c></param>
/// <param name="LayerType">The class of its layer, TorchSharp's or ours; null: it has none.</param>
/// <param name="Layer">Its layer.</param>
internal sealed record CSharpOp(Func<Op, CSharpCall, string> Call, string? LayerType, Func<Op, CSharpLayer>? Layer);

/// <summary>Every operation in C#: a method of <c>Ops</c> in core/nn, and the layer that it takes.</summary>
internal static class CSharpOps
{
    /// <summary>One row for each kind.</summary>
    public static readonly OpTable<CSharpOp> Table = new("C#",
        Layer<ConvOp>("Conv", "Conv2d", c => new($"nn.Conv2d({Number(c.In)}, {Number(c.Out)}, {Pair(c.Kernel)}"
                + Unless(c.Stride == Size2.Square(1), $", stride: {Pair(c.Stride)}")
                + Unless(c.Padding == Size2.Square(0), $", padding: {Pair(c.Padding)}")
                + Unless(c.Dilation == Size2.Square(1), $", dilation: {Pair(c.Dilation)}")
                + Unless(c.Groups == 1, $", groups: {Number(c.Groups)}")
                + $", bias: {Truth(c.Bias)})",
            $"{c.Kernel} convolution from {Number(c.In)} channels"
                + Unless(c.Stride == Size2.Square(1), $", stride {Step(c.Stride)}")
                + Unless(c.Dilation == Size2.Square(1), $", dilation {Step(c.Dilation)}")
                + Unless(c.Groups == 1, $", {Number(c.Groups)} groups"))),
        Layer<LinearOp>("Linear", "Linear", l => new($"nn.Linear({Number(l.In)}, {Number(l.Out)}, hasBias: {Truth(l.Bias)})",
            $"Linear layer from {Number(l.In)} features")),
        Layer<ChannelConvOp>("ChannelConv", "Conv1d", c => new($"nn.Conv1d(1, 1, {Number(c.Kernel)}{Unless(c.Kernel == 1, $", padding: {Number((c.Kernel - 1) / 2)}")}, bias: {Truth(c.Bias)})",
            $"Convolution of {Number(c.Kernel)} neighbouring channels")),
        Layer<RelativePositionOp>("RelativePosition", "RelativePosition", p => new($"new({Number(p.Rows)}, {Number(p.Columns)}, {Number(p.Width)})", $"Relative positions on a map of {p.Rows}x{p.Columns}")),
        Layer<BatchNormOp>("BatchNorm", "BatchNorm2d", n => new($"nn.BatchNorm2d({Number(n.Shape.Channels)}{Eps(n.Eps)}{Unless(n.Momentum == 0.1, $", momentum: {CSharpText.Number(n.Momentum)}")}"
                + $"{Unless(n.Affine, ", affine: false")})",
            n.Gamma == 1 ? "Batch normalisation" : $"Batch normalisation whose factor starts at {CSharpText.Number(n.Gamma)}")
        { Gamma = n.Gamma == 1 ? null : n.Gamma }),
        Layer<LayerNormOp>("LayerNorm", "LayerNorm", n => new($"nn.LayerNorm({Number(n.Shape.Channels)}{Eps(n.Eps)}{Unless(n.Affine, ", elementwise_affine: false")}"
                + $"{Unless(n.Shift || !n.Affine, ", bias: false")})",
            "Layer normalisation over the channels")),
        Layer<GroupNormOp>("GroupNorm", "GroupNorm", n => new($"Layers.GroupNorm({Number(n.Groups)}, {Number(n.Shape.Channels)}{Eps(n.Eps)})",
            $"Normalisation of {Number(n.Groups)} groups of channels")),
        Layer<ScaleOp>("Scale", "Scale", s => new($"new({Number(s.Shape.Channels)}, init: {CSharpText.Number(s.Init)}{Unless(!s.Shift, ", shift: true")})",
            $"Factor{Unless(!s.Shift, " and shift")} per channel, {CSharpText.Number(s.Init)} at first")),
        Layer<PReluOp>("PRelu", "PReLU", p => new(
            $"nn.PReLU({Number(p.Shape.Channels)}{Unless(p.Init == 0.25, $", init: {CSharpText.Number(p.Init)}")})",
            $"Factor per channel for what is negative, {CSharpText.Number(p.Init)} at first")),
        Layer<ConstantOp>("Constant", "Constant", c => new($"new({Sizes(c.Shape)}, static (channel, row, column) => {Formulas.Of(c.Formula, "channel")})", "Constant")),
        Call<ActivationOp>((a, c) => a.Function == ActivationKind.LeakyRelu
            ? $"LeakyRelu({c.X}, slope: {CSharpText.Number(a.Slope)})"
            : $"{a.Function}({c.X})"),
        Call<SoftmaxOp>((s, c) => s.Over is Over.Rows or Over.Columns
            ? $"Softmax({c.X}, axis: {Number((int)s.Over + 1)})"
            : $"SoftmaxOver{s.Over}({c.X}{Unless(s.Groups == 1, $", groups: {Number(s.Groups)}")})"),
        Call<DropoutOp>((_, c) => $"Dropout({c.X}, {c.Rate}, training)"),
        Call<DropPathOp>((_, c) => $"DropPath({c.X}, {c.Rate}, training)"),
        Call<PoolOp>((p, c) => $"{(p.Function == PoolKind.Max ? "Max" : "Avg")}Pool({c.X}, kernel: {Pair(p.Kernel)}, stride: {Pair(p.Stride)}, "
            + $"padding: {Pair(p.Padding)}{Unless(p.Function == PoolKind.Max, $", countIncludePad: {Truth(p.CountIncludePad)}")}"
            + $"{Unless(!p.CeilMode, ", ceilMode: true")})"),
        Call<ReduceOp>((r, c) => r.Attributes.Count == 0
            ? $"{Pascal(r.Kind)}({c.X})"
            : $"{r.Function}({c.X}, axis: {Number((int)r.Over + 1)})"),
        Call<FlattenOp>((_, c) => $"Flatten({c.X})"),
        Call<ReshapeOp>((r, c) => $"Reshape({c.X}, {SizeArguments(r.Shape)})"),
        Call<PermuteOp>((p, c) => $"Permute({c.X}, {string.Join(", ", p.Order.Select(axis => Number((int)axis + 1)))})"),
        Call<SliceOp>((s, c) => s.Axis == Axis.Channels
            ? $"Slice({c.X}, from: {Number(s.From)}, channels: {Number(s.Shape.Channels)})"
            : $"Slice({c.X}, axis: {Number((int)s.Axis + 1)}, from: {Number(s.From)}, count: {Number(Axes.Size(s.Shape, s.Axis))})"),
        Call<ConcatOp>((o, c) => $"Concat({Unless(o.Axis == Axis.Channels, $"axis: {Number((int)o.Axis + 1)}, ")}{string.Join(", ", c.Inputs)})"),
        Call<ChannelShuffleOp>((s, c) => $"ChannelShuffle({c.X}, groups: {Number(s.Groups)})"),
        Call<SpaceDepthOp>((s, c) => $"{(s.ToDepth ? "SpaceToDepth" : "DepthToSpace")}({c.X}, block: {Number(s.Block)})"),
        Call<ResizeOp>((r, c) => $"Resize{r.Mode}({c.X}, rows: {Number(r.Shape.Rows)}, columns: {Number(r.Shape.Columns)})"),
        Call<PadShortcutOp>((p, c) => $"PadShortcut({c.X}, stride: {Pair(p.Stride)}, channels: {Number(p.Shape.Channels)})"),
        Call<AddOp>((_, c) => $"Add({c.X}, {c.Inputs[1]})"),
        Call<SubtractOp>((_, c) => $"Subtract({c.X}, {c.Inputs[1]})"),
        // The gate is the factor that broadcasts; it comes second.
        Call<MultiplyOp>((o, c) => c.Shapes[0] == o.Shape ? $"Multiply({c.X}, {c.Inputs[1]})" : $"Multiply({c.Inputs[1]}, {c.X})"),
        Call<DivideOp>((_, c) => $"Divide({c.X}, {c.Inputs[1]})"),
        Call<MaximumOp>((_, c) => $"Maximum({c.X}, {c.Inputs[1]})"),
        Call<MatmulOp>((_, c) => $"Matmul({c.X}, {c.Inputs[1]})"),
        Call<MapOp>((m, c) => $"Map({c.X}, static x => {Formulas.Of(m.Formula, "x")})"),
        // The input is never called.
        Call<InputOp>((_, _) => throw new InvalidOperationException("The input is not computed.")));

    private static FormulaText Formulas => new(CSharpText.Number, "Ops.Pick");

    /// <summary>Whether an operation has a layer of its own.</summary>
    public static bool OwnsLayer(Op op) => op is { HasLayer: true, SharesWith: null };

    /// <summary>State-dict path of the layer that an operation runs: its own, or the one it shares.</summary>
    public static string LayerPath(Op op) => op.SharesWith ?? op.Path;

    /// <summary>The layer of an operation that has one.</summary>
    public static CSharpLayer LayerOf(Op op) => Table.Of(op).Layer!(op);

    private static (Type, CSharpOp) Layer<T>(string method, string type, Func<T, CSharpLayer> layer)
        where T : Op => (typeof(T), new CSharpOp((_, call) => $"{method}({call.Layer}, {call.X})", type, op => layer((T)op)));

    private static (Type, CSharpOp) Call<T>(Func<T, CSharpCall, string> call)
        where T : Op => (typeof(T), new CSharpOp((op, c) => call((T)op, c), null, null));

    private static string Unless(bool isDefault, string text) => isDefault ? "" : text;

    private static string Eps(double eps) => Unless(eps == 1e-5, $", eps: {CSharpText.Number(eps)}");

    private static string Truth(bool value) => value ? "true" : "false";

    private static string Step(Size2 size) => size.Rows == size.Columns ? Number(size.Rows) : size.ToString();

    private static string Sizes(Shape shape) => $"[{Number(shape.Channels)}, {Number(shape.Rows)}, {Number(shape.Columns)}]";

    private static string SizeArguments(Shape shape) =>
        $"channels: {Number(shape.Channels)}, rows: {Number(shape.Rows)}, columns: {Number(shape.Columns)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
