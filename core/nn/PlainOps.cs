using SeRes2Net.Nn.Platform;
using TorchSharp.Modules;

namespace SeRes2Net.Nn;

/// <summary>
/// The operations that our kernels may replace, in TorchSharp's calls: for any device, type and layout.
/// </summary>
internal class PlainOps
{
    internal static readonly PlainOps Instance = new();

    internal virtual Tensor BatchNorm(BatchNorm2d bn, Tensor x, bool relu, Tensor? residual)
    {
        var momentum = CountBatch(bn);
        var y = nn.functional.batch_norm(
            x, bn.running_mean!, bn.running_var!, bn.weight, bn.bias, UsesBatchStatistics(bn), momentum, bn.eps);
        y = residual is null ? y : y + residual;
        return relu ? y.relu() : y;
    }

    internal virtual Tensor[] BatchNormReluSplit(BatchNorm2d bn, Tensor x, long[] channels) =>
        BatchNorm(bn, x, relu: true, residual: null).split(channels, 1);

    internal virtual (Tensor Value, Tensor Sum) BatchNormReluAdd(BatchNorm2d bn, Tensor x, Tensor next)
    {
        var y = BatchNorm(bn, x, relu: true, residual: null);
        return (y, y + next);
    }

    internal virtual Tensor[] Split(Tensor x, long[] channels) => x.split(channels, 1);

    internal virtual Tensor Concat(Tensor[] parts) => cat(parts, 1);

    internal virtual Tensor AvgPool(Tensor x, (long, long) kernel, (long, long) stride, (long, long) padding, bool countIncludePad) =>
        nn.functional.avg_pool2d(x, kernel, stride, padding, count_include_pad: countIncludePad);

    internal virtual (Tensor Value, Tensor Mean) WithMean(Tensor x) => (x.alias(), x.mean([2, 3], keepdim: true));

    internal virtual Tensor Mean(Tensor x) => x.mean([2, 3], keepdim: true);

    internal virtual Tensor Multiply(Tensor x, Tensor gate) => x * gate;

    /// <summary>Whether the module normalises with the batch's own statistics.</summary>
    protected static bool UsesBatchStatistics(BatchNorm2d bn) => bn.training || bn.running_mean is null;

    /// <summary>
    /// Counts a training batch in num_batches_tracked, as PyTorch does, and returns the share of this batch in the running statistics:
    /// the module's momentum, or without one 1 / count, a cumulative average.
    /// </summary>
    protected static double CountBatch(BatchNorm2d bn)
    {
        if (bn.training && bn.num_batches_tracked is { } count)
        {
            using (no_grad())
                count.add_(1);
            return bn.momentum ?? 1.0 / count.item<long>();
        }
        return bn.momentum ?? 0;
    }

    internal static Tensor Conv(Conv2d conv, Tensor x) => Convolutions.Conv(conv, x, As(conv.weight, x)!, As(conv.bias, x));

    internal static Tensor Linear(Linear linear, Tensor x)
    {
        using var flat = x.flatten(1);
        using var y = nn.functional.linear(flat, As(linear.weight, x)!, As(linear.bias, x));
        return y.reshape(y.shape[0], y.shape[1], 1, 1);
    }

    internal static Tensor PadShortcut(Tensor x, (long Rows, long Columns) stride, long channels)
    {
        var y = stride.Rows == 1 ? x : x.slice(2, 0, x.shape[2], stride.Rows);
        y = stride.Columns == 1 ? y : y.slice(3, 0, x.shape[3], stride.Columns);
        return nn.functional.pad(y, [0, 0, 0, 0, 0, channels - x.shape[1]]);
    }

    /// <summary>A weight in the activation's type; null stays null.</summary>
    internal static Tensor? As(Tensor? weight, Tensor x) => weight is null || weight.dtype == x.dtype ? weight : weight.to(x.dtype);
}
