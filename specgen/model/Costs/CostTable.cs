using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler;

/// <summary>Counts off the graph what a network costs.</summary>
internal static class CostTable
{
    /// <summary>Counts a whole graph.</summary>
    public static Costs Of(NetworkGraph graph)
    {
        var layers = new List<LayerCost>(graph.Ops.Count);
        var kept = ActivationMemory.Kept(graph);
        long parameters = 0, macs = 0, thop = 0, fvcore = 0, training = kept.Length > 0 ? kept[0] : 0;
        for (var position = 0; position < graph.Ops.Count; position++)
        {
            var op = graph.Ops[position];
            if (op is InputOp)
                continue;
            var input = graph.Ops[op.Inputs[0]].Shape;
            var layer = new LayerCost(op.Path, Describe(op), op.Shape, Parameters(op), Macs(op))
            {
                Thop = Conventions.Thop(op, input),
                Fvcore = Conventions.Fvcore(op, input),
                TrainingBytes = kept[position],
            };
            layers.Add(layer);
            parameters += layer.Parameters;
            macs += layer.Macs;
            thop = Amount.Plus(thop, layer.Thop);
            fvcore = Amount.Plus(fvcore, layer.Fvcore);
            training = Amount.Plus(training, layer.TrainingBytes);
        }
        return new Costs(parameters, macs, layers)
        {
            Thop = thop,
            Fvcore = fvcore,
            TrainingBytes = training,
            InferenceBytes = ActivationMemory.Peak(graph),
        };
    }

    /// <summary>Learned values of one operation.</summary>
    public static long Parameters(Op op) => op switch
    {
        { SharesWith: not null } => 0,
        ConvOp conv => Times(conv.Out, Taps(conv)) + (conv.Bias ? conv.Out : 0),
        LinearOp linear => (long)linear.In * linear.Out + (linear.Bias ? linear.Out : 0),
        BatchNormOp or LayerNormOp or GroupNormOp => 2L * op.Shape.Channels,
        ScaleOp => op.Shape.Channels,
        ChannelConvOp conv => conv.Kernel + (conv.Bias ? 1 : 0),
        _ => 0,
    };

    /// <summary>Multiply-accumulates of one operation for one image.</summary>
    public static long Macs(Op op) => op switch
    {
        ConvOp conv => Times(conv.Shape.Elements, Taps(conv)),
        LinearOp linear => (long)linear.In * linear.Out,
        ChannelConvOp conv => Times(conv.Shape.Elements, conv.Kernel),
        _ => 0,
    };

    // A product that does not fit is far beyond every limit, and must stay so: half the largest integer leaves room for a bias.
    private static long Times(long a, long b) => (double)a * b < long.MaxValue / 2 ? a * b : long.MaxValue / 2;

    // Weights that one output element of a convolution reads. At most 2^60: three sizes of at most 2^20.
    private static long Taps(ConvOp conv) => (long)(conv.In / conv.Groups) * conv.Kernel.Rows * conv.Kernel.Columns;

    /// <summary>What an operation is, for people.</summary>
    public static string Describe(Op op) => op switch
    {
        ConvOp conv => $"conv {Window(conv.Kernel)}{Stride(conv.Stride)}{(conv.Groups > 1 ? $" groups {conv.Groups}" : "")}",
        BatchNormOp => "batch-norm",
        LinearOp => "linear",
        ActivationOp activation => Name(activation.Kind),
        PoolOp pool => $"{(pool.Kind == PoolKind.Max ? "max" : "avg")}-pool {Window(pool.Kernel)}{Stride(pool.Stride)}",
        GlobalAvgPoolOp => "global-avg-pool",
        LayerNormOp => "layer-norm",
        GroupNormOp norm => $"group-norm {norm.Groups}",
        ScaleOp => "scale",
        ChannelConvOp conv => $"channel-conv {conv.Kernel}",
        SoftmaxOp softmax => $"softmax {softmax.Over.ToString().ToLowerInvariant()}",
        DropoutOp drop => $"dropout {drop.Rate.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
        DropPathOp drop => $"drop-path {drop.Rate.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
        GlobalMaxPoolOp => "global-max-pool",
        GlobalSumPoolOp => "global-sum-pool",
        ChannelMeanOp => "channel-mean",
        ChannelMaxOp => "channel-max",
        ChannelShuffleOp shuffle => $"channel-shuffle {shuffle.Groups}",
        ResizeOp resize => $"resize {resize.Mode.ToString().ToLowerInvariant()}",
        FlattenOp => "flatten",
        SliceOp slice => $"slice {slice.From}..{slice.From + slice.Shape.Channels - 1}",
        ConcatOp => "concat",
        AddOp => "add",
        MultiplyOp => "multiply",
        MaximumOp => "max",
        PadShortcutOp pad => $"pad{Stride(pad.Stride)}",
        _ => op.GetType().Name,
    };

    // As in the language: HardSwish is hard-swish.
    private static string Name(ActivationKind kind) => string.Concat(kind.ToString()
        .Select((c, i) => (i > 0 && char.IsUpper(c) ? "-" : "") + char.ToLowerInvariant(c)));

    private static string Window(Size2 size) => $"{size.Rows}x{size.Columns}";

    private static string Stride(Size2 size) =>
        size == Size2.Square(1) ? "" : size.Rows == size.Columns ? $" /{size.Rows}" : $" /{size.Rows}x{size.Columns}";
}
