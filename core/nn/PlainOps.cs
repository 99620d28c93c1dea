using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Nn;

/// <summary>The operations of <see cref="Ops"/> in TorchSharp's own calls: any back end, device, type and layout.</summary>
internal static class PlainOps
{
    internal static Tensor Conv(Conv2d conv, Tensor x) =>
        nn.functional.conv2d(x, As(conv.weight, x)!, As(conv.bias, x), conv.stride, conv.padding, conv.dilation, conv.groups);

    internal static Tensor BatchNorm(BatchNorm2d bn, Tensor x)
    {
        var tracked = bn.track_running_stats;
        var momentum = bn.momentum ?? 0;
        if (bn.training && tracked)
        {
            using var guard = no_grad();
            bn.num_batches_tracked!.add_(1);
            // No momentum means a cumulative average over all batches.
            if (bn.momentum is null)
                momentum = 1.0 / bn.num_batches_tracked.item<long>();
        }
        return nn.functional.batch_norm(
            x, tracked ? bn.running_mean! : null!, tracked ? bn.running_var! : null!, bn.weight, bn.bias,
            bn.training || !tracked, momentum, bn.eps);
    }

    internal static Tensor Relu(Tensor x) => x.relu();

    internal static Tensor Add(Tensor a, Tensor b) => a + b;

    internal static Tensor Multiply(Tensor x, Tensor gate) => x * gate;

    internal static Tensor Concat(Tensor[] parts) => parts.Length == 1 ? parts[0].alias() : cat(parts, 1);

    internal static Tensor GlobalAvgPool(Tensor x) => x.mean([2, 3], keepdim: true);

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

    /// <summary>A weight in the activation's type; none stays none.</summary>
    internal static Tensor? As(Tensor? weight, Tensor x) => weight is null || weight.dtype == x.dtype ? weight : weight.to(x.dtype);
}
