using SeRes2Net.Nn.Kernels;
using SeRes2Net.Nn.Platform;
using TorchSharp.Modules;

namespace SeRes2Net.Nn;

/// <summary>
/// A convolution with the batch normalisation after it folded in, for evaluation: with s = w / sqrt(running variance + eps) per output channel,
/// <code>batch-norm(conv(x; W, b)) = conv(x; s W, s (b - running mean) + batch-norm's bias)</code>
/// The normalisation needs no pass over memory any more; ReLU is part of the convolution if oneDNN can do both at once, and an
/// addition with the ReLU after it is one pass. The folded weights are computed in every call, which costs little beside the convolution:
/// they are always up to date. Inside <see cref="Keep"/> they are computed once.
/// </summary>
public static class FoldedConv
{
    [ThreadStatic]
    private static Dictionary<(Conv2d, BatchNorm2d, ScalarType), Weights>? kept;

    /// <summary>
    /// Until the result is disposed, this thread computes folded weights once for every convolution. For loops over many batches; changes
    /// to the network in between have no effect.
    /// </summary>
    public static IDisposable Keep() => new Keeping();

    /// <summary>
    /// Whether folding is possible: in evaluation, if no gradient is needed and kernels may be
    /// used (<see cref="Capabilities.UseKernels"/>).
    /// </summary>
    internal static bool Serves(Conv2d conv, BatchNorm2d bn, Tensor x) =>
        !bn.training && Capabilities.UseKernels && bn.running_mean is not null && bn.running_var is not null
        && !(is_grad_enabled() && (x.requires_grad || conv.weight!.requires_grad || conv.bias is { requires_grad: true }
            || bn.weight is { requires_grad: true } || bn.bias is { requires_grad: true }));

    /// <summary>batch-norm(conv(x)), then optionally the addition of a residual of the same shape, then optionally ReLU.</summary>
    internal static Tensor Run(Conv2d conv, BatchNorm2d bn, Tensor x, bool relu = false, Tensor? residual = null)
    {
        using var guard = no_grad();
        var weights = kept is null ? Fold(conv, bn, x.dtype) : Kept(kept, conv, bn, x.dtype);
        try
        {
            var stride = Convolutions.Stride(conv, x);
            var reluInside = relu && residual is null && PointwiseConv.Serves(x);
            var y = reluInside
                ? PointwiseConv.Relu(x, weights.Weight, weights.Bias, stride, conv.padding!, conv.dilation, conv.groups)
                : Convolutions.Conv(x, weights.Weight, weights.Bias, stride, conv.padding!, conv.dilation, conv.groups);
            if (residual is not null)
                Elementwise.Add(y, residual, relu);
            else if (relu && !reluInside)
                y.relu_();
            return y;
        }
        finally
        {
            // A layer's tensors are freed with it, whoever else holds them.
            GC.KeepAlive(conv);
            GC.KeepAlive(bn);
            if (kept is null)
                weights.Dispose();
        }
    }

    private static Weights Kept(Dictionary<(Conv2d, BatchNorm2d, ScalarType), Weights> kept, Conv2d conv, BatchNorm2d bn, ScalarType type)
    {
        if (!kept.TryGetValue((conv, bn, type), out var weights))
        {
            weights = Fold(conv, bn, type);
            weights.Weight.DetachFromDisposeScope();
            weights.Bias.DetachFromDisposeScope();
            kept[(conv, bn, type)] = weights;
        }
        return weights;
    }

    private static Weights Fold(Conv2d conv, BatchNorm2d bn, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var scale = (bn.running_var! + bn.eps).rsqrt();
        scale = bn.weight is null ? scale : scale * bn.weight;
        var bias = conv.bias is null ? bn.running_mean!.neg() : conv.bias - bn.running_mean!;
        bias = bn.bias is null ? bias * scale : (bias * scale) + bn.bias;
        var weight = conv.weight! * scale.reshape(-1, 1, 1, 1);
        return new Weights(weight.to(type).MoveToOuterDisposeScope(), bias.to(type).MoveToOuterDisposeScope());
    }

    private sealed record Weights(Tensor Weight, Tensor Bias) : IDisposable
    {
        public void Dispose()
        {
            Weight.Dispose();
            Bias.Dispose();
        }
    }

    private sealed class Keeping : IDisposable
    {
        private readonly Dictionary<(Conv2d, BatchNorm2d, ScalarType), Weights>? before = kept;

        public Keeping() => kept = [];

        public void Dispose()
        {
            foreach (var weights in kept ?? [])
                weights.Value.Dispose();
            kept = before;
        }
    }
}
