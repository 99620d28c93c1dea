using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler;

/// <summary>
/// "FLOPs" as two widely used tools count them. Both count one multiply-accumulate as one, ignore biases, and are called with
/// the modules that PyTorch has for our operations; what has no module (gates' products, sums, slices, a learned scale) is
/// invisible to thop.
/// </summary>
internal static class Conventions
{
    /// <summary>
    /// thop 0.1.1: besides multiply-accumulates, 4 per element of an affine batch-norm or layer-norm (group-norm has no rule: 0), one
    /// per element that an average pool puts out, H * W + 1 per channel of an adaptive one, 3 n - 1 for a softmax over n values,
    /// 1 or 11 per element of a nearest or bilinear resize. Everything else is 0.
    /// </summary>
    public static long Thop(Op op, Shape input) => op switch
    {
        BatchNormOp or LayerNormOp => Amount.Times(op.Shape.Elements, 4),
        PoolOp { Kind: PoolKind.Average } => op.Shape.Elements,
        GlobalAvgPoolOp => ((long)input.Rows * input.Columns + 1) * input.Channels,
        SoftmaxOp { Over: SoftmaxAxis.Channels } => (3L * input.Channels - 1) * input.Rows * input.Columns,
        SoftmaxOp => (3L * input.Rows * input.Columns - 1) * input.Channels,
        ResizeOp { Mode: ResizeMode.Nearest } => op.Shape.Elements,
        ResizeOp => Amount.Times(op.Shape.Elements, 11),
        _ => CostTable.Macs(op),
    };

    /// <summary>
    /// fvcore 0.1.5, in evaluation: besides multiply-accumulates, 2 per element of an affine batch-norm, 5 of a layer-norm or
    /// group-norm, one per element that enters an adaptive average pool, 1 or 4 per element of a nearest or bilinear resize. It
    /// skips everything else.
    /// </summary>
    public static long Fvcore(Op op, Shape input) => op switch
    {
        BatchNormOp => Amount.Times(op.Shape.Elements, 2),
        LayerNormOp or GroupNormOp => Amount.Times(op.Shape.Elements, 5),
        GlobalAvgPoolOp => input.Elements,
        ResizeOp { Mode: ResizeMode.Nearest } => op.Shape.Elements,
        ResizeOp => Amount.Times(op.Shape.Elements, 4),
        _ => CostTable.Macs(op),
    };
}
