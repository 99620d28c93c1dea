using System.Globalization;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>The layers that own tensors, as C# and as prose.</summary>
internal static class LayerText
{
    /// <summary>Whether an operation has a layer of its own.</summary>
    public static bool OwnsTensors(Op op) => op is { HasState: true, SharesWith: null };

    /// <summary>State-dict path of the layer that an operation runs: its own, or the one it shares.</summary>
    public static string Path(Op op) => op.SharesWith ?? op.Path;

    /// <summary>TorchSharp's class, or ours where it has none.</summary>
    public static string Type(Op layer) => layer switch
    {
        ConvOp => "Conv2d",
        BatchNormOp => "BatchNorm2d",
        LinearOp => "Linear",
        LayerNormOp => "LayerNorm",
        GroupNormOp => "GroupNorm",
        ScaleOp => "Scale",
        ChannelConvOp => "Conv1d",
        _ => throw new System.InvalidOperationException($"{layer.GetType().Name} owns no tensors."),
    };

    /// <summary>The call that makes it; what equals TorchSharp's default is not said.</summary>
    public static string Construct(Op layer) => layer switch
    {
        ConvOp c => $"nn.Conv2d({Number(c.In)}, {Number(c.Out)}, {CSharpText.Pair(c.Kernel)}"
            + Unless(c.Stride == Size2.Square(1), $", stride: {CSharpText.Pair(c.Stride)}")
            + Unless(c.Padding == Size2.Square(0), $", padding: {CSharpText.Pair(c.Padding)}")
            + Unless(c.Dilation == Size2.Square(1), $", dilation: {CSharpText.Pair(c.Dilation)}")
            + Unless(c.Groups == 1, $", groups: {Number(c.Groups)}")
            + $", bias: {(c.Bias ? "true" : "false")})",
        BatchNormOp n => $"nn.BatchNorm2d({Number(n.Shape.Channels)}"
            + Unless(n.Eps == 1e-5, $", eps: {CSharpText.Number(n.Eps)}")
            + Unless(n.Momentum == 0.1, $", momentum: {CSharpText.Number(n.Momentum)}")
            + ")",
        LinearOp l => $"nn.Linear({Number(l.In)}, {Number(l.Out)}, hasBias: {(l.Bias ? "true" : "false")})",
        LayerNormOp n => $"nn.LayerNorm({Number(n.Shape.Channels)}{Unless(n.Eps == 1e-5, $", eps: {CSharpText.Number(n.Eps)}")})",
        GroupNormOp n => $"Layers.GroupNorm({Number(n.Groups)}, {Number(n.Shape.Channels)}"
            + Unless(n.Eps == 1e-5, $", eps: {CSharpText.Number(n.Eps)}")
            + ")",
        ScaleOp s => $"new({Number(s.Shape.Channels)}, init: {CSharpText.Number(s.Init)})",
        ChannelConvOp c => $"nn.Conv1d(1, 1, {Number(c.Kernel)}"
            + Unless(c.Kernel == 1, $", padding: {Number((c.Kernel - 1) / 2)}")
            + $", bias: {(c.Bias ? "true" : "false")})",
        _ => throw new System.InvalidOperationException($"{layer.GetType().Name} owns no tensors."),
    };

    /// <summary>A phrase without the output's shape: <c>3x3 convolution from 16 channels, stride 2</c>.</summary>
    public static string Describe(Op layer) => layer switch
    {
        ConvOp c => $"{Window(c.Kernel)} convolution from {Number(c.In)} channels"
            + Unless(c.Stride == Size2.Square(1), $", stride {Step(c.Stride)}")
            + Unless(c.Dilation == Size2.Square(1), $", dilation {Step(c.Dilation)}")
            + Unless(c.Groups == 1, $", {Number(c.Groups)} groups"),
        BatchNormOp { Gamma: 1 } => "Batch normalisation",
        BatchNormOp n => $"Batch normalisation whose factor starts at {CSharpText.Number(n.Gamma)}",
        LinearOp l => $"Linear layer from {Number(l.In)} features",
        LayerNormOp => "Layer normalisation over the channels",
        GroupNormOp n => $"Normalisation of {Number(n.Groups)} groups of channels",
        ScaleOp s => $"Factor per channel, {CSharpText.Number(s.Init)} at first",
        ChannelConvOp c => $"Convolution of {Number(c.Kernel)} neighbouring channels",
        _ => throw new System.InvalidOperationException($"{layer.GetType().Name} owns no tensors."),
    };

    private static string Unless(bool isDefault, string text) => isDefault ? "" : text;

    private static string Window(Size2 size) => $"{Number(size.Rows)}x{Number(size.Columns)}";

    private static string Step(Size2 size) => size.Rows == size.Columns ? Number(size.Rows) : Window(size);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
