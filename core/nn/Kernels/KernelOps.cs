using TorchSharp.Modules;

namespace SeRes2Net.Nn.Kernels;

/// <summary>The operations that have kernels. Results are channels-last; an input in a different layout costs a copy.</summary>
internal sealed class KernelOps : PlainOps
{
    internal static new readonly KernelOps Instance = new();

    internal override Tensor BatchNorm(BatchNorm2d bn, Tensor x, bool relu, Tensor? residual) =>
        Normalise(bn, x, relu, [x.shape[1]], residual, null)[0];

    internal override Tensor[] BatchNormReluSplit(BatchNorm2d bn, Tensor x, long[] channels) =>
        [.. Normalise(bn, x, relu: true, channels, null, null)];

    internal override (Tensor Value, Tensor Sum) BatchNormReluAdd(BatchNorm2d bn, Tensor x, Tensor next)
    {
        var results = Normalise(bn, x, relu: true, [x.shape[1]], null, next);
        return (results[0], results[1]);
    }

    internal override Tensor[] Split(Tensor x, long[] channels) => Kernels.Split.Apply(x, channels);

    internal override Tensor Concat(Tensor[] parts) =>
        parts.All(part => part.dtype == parts[0].dtype) ? Kernels.Concat.Apply(parts) : base.Concat(parts);

    internal override Tensor AvgPool(Tensor x, (long, long) kernel, (long, long) stride, (long, long) padding, bool countIncludePad) =>
        countIncludePad || padding == (0, 0)
            ? AveragePool.Apply(x, new Window(kernel.Item1, kernel.Item2, stride.Item1, stride.Item2, padding.Item1, padding.Item2))
            : base.AvgPool(x, kernel, stride, padding, countIncludePad);

    internal override (Tensor Value, Tensor Mean) WithMean(Tensor x) => Kernels.Concat.WithMean(x);

    internal override Tensor Mean(Tensor x) => Kernels.Concat.Mean(x);

    // The kernel weights channels; the library does any other broadcast.
    internal override Tensor Multiply(Tensor x, Tensor gate) => Gate.Fits(x, gate) ? Gate.Apply(x, gate) : base.Multiply(x, gate);

    private static List<Tensor> Normalise(BatchNorm2d bn, Tensor x, bool relu, long[] parts, Tensor? residual, Tensor? next)
    {
        var settings = new BatchNorm.Settings(
            relu, UsesBatchStatistics(bn), CountBatch(bn), bn.eps, parts, bn.running_mean, bn.running_var);
        var results = Kernels.BatchNorm.Apply(settings, x, bn.weight, bn.bias, residual, next);
        GC.KeepAlive(bn); // its tensors are freed with it, whoever else holds them
        return results;
    }
}
