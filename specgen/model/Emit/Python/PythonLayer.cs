using System;
using SeRes2Net.Compiler.Graph;
using static SeRes2Net.Compiler.Emit.Python.PythonText;

namespace SeRes2Net.Compiler.Emit.Python;

/// <summary>Single operations in PyTorch's calls.</summary>
internal static class PythonLayer
{
    /// <summary>Whether an operation owns tensors, its own or those of the one it shares with.</summary>
    public static bool HasState(Op op) =>
        op is ConvOp or BatchNormOp or LayerNormOp or GroupNormOp or ScaleOp or ChannelConvOp or LinearOp;

    /// <summary>The module of an operation that owns tensors; what equals PyTorch's default is not said.</summary>
    public static string Construct(Op op) => op switch
    {
        ConvOp c => $"nn.Conv2d({Number(c.In)}, {Number(c.Out)}, {Pair(c.Kernel)}"
            + Unless(c.Stride == Size2.Square(1), $", stride={Pair(c.Stride)}")
            + Unless(c.Padding == Size2.Square(0), $", padding={Pair(c.Padding)}")
            + Unless(c.Dilation == Size2.Square(1), $", dilation={Pair(c.Dilation)}")
            + Unless(c.Groups == 1, $", groups={Number(c.Groups)}")
            + Unless(c.Bias, ", bias=False") + ")",
        BatchNormOp n => $"nn.BatchNorm2d({Number(n.Shape.Channels)}{Eps(n.Eps)}"
            + Unless(n.Momentum == 0.1, $", momentum={Number(n.Momentum)}") + ")",
        LayerNormOp n => $"ChannelLayerNorm({Number(n.Shape.Channels)}{Eps(n.Eps)})",
        GroupNormOp n => $"nn.GroupNorm({Number(n.Groups)}, {Number(n.Shape.Channels)}{Eps(n.Eps)})",
        ScaleOp s => $"Scale({Number(s.Shape.Channels)}, init={Number(s.Init)})",
        ChannelConvOp c => $"ChannelConv({Number(c.Kernel)}, bias={(c.Bias ? "True" : "False")})",
        LinearOp l => $"PointLinear({Number(l.In)}, {Number(l.Out)}{Unless(l.Bias, ", bias=False")})",
        _ => throw new InvalidOperationException($"{op.GetType().Name} owns no tensors."),
    };

    /// <summary>The value of an operation.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="layer">How to reach its module, where it owns tensors.</param>
    /// <param name="args">What it reads; each can stand before a dot or a bracket.</param>
    public static string Apply(Op op, string layer, string[] args)
    {
        var x = args[0];
        return op switch
        {
            _ when HasState(op) => $"{layer}({x})",
            ActivationOp a => Activation(a, x),
            SoftmaxOp { Over: SoftmaxAxis.Channels } => $"{x}.softmax(1)",
            SoftmaxOp s => $"{x}.flatten(2).softmax(2).unflatten(2, ({Number(s.Shape.Rows)}, {Number(s.Shape.Columns)}))",
            DropoutOp d => $"F.dropout({x}, {Number(d.Rate)}, self.training)",
            DropPathOp d => $"drop_path({x}, {Number(d.Rate)}, self.training)",
            PoolOp { Kind: PoolKind.Max } p => $"F.max_pool2d({x}, {Window(p)})",
            PoolOp p => $"F.avg_pool2d({x}, {Window(p)}{Unless(p.CountIncludePad, ", count_include_pad=False")})",
            GlobalAvgPoolOp => $"{x}.mean((2, 3), keepdim=True)",
            GlobalMaxPoolOp => $"{x}.amax((2, 3), keepdim=True)",
            GlobalSumPoolOp => $"{x}.sum((2, 3), keepdim=True)",
            ChannelMeanOp => $"{x}.mean(1, keepdim=True)",
            ChannelMaxOp => $"{x}.amax(1, keepdim=True)",
            ChannelShuffleOp s => $"{x}.unflatten(1, ({Number(s.Groups)}, -1)).transpose(1, 2).flatten(1, 2)",
            ResizeOp r => $"F.interpolate({x}, size=({Number(r.Shape.Rows)}, {Number(r.Shape.Columns)}), "
                + (r.Mode == ResizeMode.Nearest ? "mode=\"nearest\")" : "mode=\"bilinear\", align_corners=False)"),
            FlattenOp => $"{x}.flatten(1)[:, :, None, None]",
            SliceOp s => $"{x}[:, {Number(s.From)}:{Number(s.From + s.Shape.Channels)}]",
            ConcatOp => $"torch.cat(({string.Join(", ", args)}{(args.Length == 1 ? "," : "")}), 1)",
            AddOp => $"{x} + {args[1]}",
            MultiplyOp => $"{x} * {args[1]}",
            MaximumOp => $"torch.maximum({x}, {args[1]})",
            PadShortcutOp p => $"pad_shortcut({x}, {Number(p.Stride.Rows)}, {Number(p.Stride.Columns)}, {Number(p.Shape.Channels)})",
            _ => throw new InvalidOperationException($"No Python for {op.GetType().Name}."),
        };
    }

    /// <summary>Whether <see cref="Apply"/> gives an operator between two operands.</summary>
    public static bool IsInfix(Op op) => op is AddOp or MultiplyOp;

    private static string Activation(ActivationOp op, string x) => op.Kind switch
    {
        ActivationKind.Relu => $"F.relu({x})",
        ActivationKind.Sigmoid => $"torch.sigmoid({x})",
        ActivationKind.Relu6 => $"F.relu6({x})",
        ActivationKind.LeakyRelu => $"F.leaky_relu({x}, {Number(op.Slope)})",
        ActivationKind.Gelu => $"F.gelu({x})",
        ActivationKind.Silu => $"F.silu({x})",
        ActivationKind.HardSwish => $"F.hardswish({x})",
        ActivationKind.HardSigmoid => $"F.hardsigmoid({x})",
        _ => throw new InvalidOperationException($"No Python for {op.Kind}."),
    };

    private static string Window(PoolOp pool) =>
        $"{Pair(pool.Kernel)}, stride={Pair(pool.Stride)}" + Unless(pool.Padding == Size2.Square(0), $", padding={Pair(pool.Padding)}");

    private static string Eps(double eps) => Unless(eps == 1e-5, $", eps={Number(eps)}");

    private static string Unless(bool isDefault, string text) => isDefault ? "" : text;
}
