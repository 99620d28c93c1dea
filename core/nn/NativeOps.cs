using SeRes2Net.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Nn;

/// <summary>The operations as the native back end's fused kernels. Compiled for that back end only.</summary>
internal sealed class NativeOps : PlainOps
{
    internal static new readonly NativeOps Instance = new();

    internal override Tensor BatchNorm(BatchNorm2d bn, Tensor x, bool relu, Tensor? residual) =>
        FusedOps.BatchNorm(
            x, bn.weight, bn.bias, bn.running_mean, bn.running_var, UsesBatchStatistics(bn), CountBatch(bn), bn.eps, relu, residual);

    internal override Tensor[] BatchNormReluSplit(BatchNorm2d bn, Tensor x, long[] channels) =>
        FusedOps.BatchNormReluSplit(
            x, bn.weight, bn.bias, bn.running_mean, bn.running_var, UsesBatchStatistics(bn), CountBatch(bn), bn.eps, channels);

    internal override (Tensor Value, Tensor Sum) BatchNormReluAdd(BatchNorm2d bn, Tensor x, Tensor next) =>
        FusedOps.BatchNormReluAdd(
            x, bn.weight, bn.bias, bn.running_mean, bn.running_var, UsesBatchStatistics(bn), CountBatch(bn), bn.eps, next);

    internal override Tensor[] Split(Tensor x, long[] channels) => FusedOps.Split(x, channels);

    internal override Tensor Concat(Tensor[] parts) => FusedOps.Concat(parts);

    internal override Tensor AvgPool(Tensor x, (long, long) kernel, (long, long) stride, (long, long) padding, bool countIncludePad) =>
        countIncludePad || padding == (0, 0)
            ? FusedOps.AvgPool(x, kernel, stride, padding)
            : base.AvgPool(x, kernel, stride, padding, countIncludePad);

    internal override (Tensor Value, Tensor Mean) WithMean(Tensor x) => FusedOps.WithMean(x);

    // The kernel weights channels; any other broadcast is the library's.
    internal override Tensor Multiply(Tensor x, Tensor gate) =>
        gate.shape is [var images, var channels, 1, 1] && images == x.shape[0] && channels == x.shape[1] && gate.dtype == x.dtype
            ? FusedOps.Multiply(x, gate)
            : base.Multiply(x, gate);
}
