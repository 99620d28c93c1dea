using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Torch;

/// <summary>
/// Operations that libtorch has only as several, written by hand (native/fused_*.cpp): one node of the autograd graph each, on the
/// CPU, in float32, float64 and bfloat16. Results are channels-last; other layouts of the input cost a copy.
/// They have no second derivative.
/// </summary>
public static unsafe partial class FusedOps
{
    /// <summary>Whether these kernels take <paramref name="x"/>: rank 4, on the CPU, of a type they know, not empty.</summary>
    public static bool Supports(Tensor x) =>
        x.device_type == DeviceType.CPU && x.dtype is ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16
        && x.ndim == 4 && x.numel() > 0;

    /// <summary>
    /// Batch normalisation of x [N, C, H, W] with batch statistics (<paramref name="training"/>; the running ones are updated) or
    /// running ones, then + residual, then ReLU.
    /// </summary>
    /// <param name="x">Input.</param>
    /// <param name="weight">Learned factors [C], or none.</param>
    /// <param name="bias">Learned offsets [C], or none.</param>
    /// <param name="runningMean">Running means [C], or none.</param>
    /// <param name="runningVar">Running unbiased variances [C], or none.</param>
    /// <param name="training">Batch statistics instead of running ones.</param>
    /// <param name="momentum">Share of the new batch in the running statistics.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="relu">Whether negative results become zero.</param>
    /// <param name="residual">Added before ReLU; x's shape.</param>
    public static Tensor BatchNorm(
        Tensor x, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, bool training, double momentum, double eps,
        bool relu = false, Tensor? residual = null)
    {
        var channels = x.shape[1];
        nint result;
        Normalise(x, weight, bias, runningMean, runningVar, training, momentum, eps, relu, residual, null, &channels, 1, &result);
        return Tensor.UnsafeCreateTensor(result);
    }

    /// <summary>relu(batch-norm(x)), written as one tensor for each entry of <paramref name="channels"/>.</summary>
    public static Tensor[] BatchNormReluSplit(
        Tensor x, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, bool training, double momentum, double eps,
        ReadOnlySpan<long> channels)
    {
        var results = stackalloc nint[channels.Length];
        fixed (long* sizes = channels)
            Normalise(x, weight, bias, runningMean, runningVar, training, momentum, eps, true, null, null, sizes, channels.Length, results);
        return Wrap(results, channels.Length);
    }

    /// <summary>y = relu(batch-norm(x)), and y + next.</summary>
    public static (Tensor Value, Tensor Sum) BatchNormReluAdd(
        Tensor x, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, bool training, double momentum, double eps,
        Tensor next)
    {
        var channels = x.shape[1];
        var results = stackalloc nint[2];
        Normalise(x, weight, bias, runningMean, runningVar, training, momentum, eps, true, null, next, &channels, 1, results);
        return (Tensor.UnsafeCreateTensor(results[0]), Tensor.UnsafeCreateTensor(results[1]));
    }

    /// <summary>Cuts x [N, C, H, W] into dense tensors of these many channels.</summary>
    public static Tensor[] Split(Tensor x, ReadOnlySpan<long> channels)
    {
        var results = stackalloc nint[channels.Length];
        fixed (long* sizes = channels)
            NativeMethods.Check(srn_fused_split(x.Handle, sizes, channels.Length, results));
        GC.KeepAlive(x);
        return Wrap(results, channels.Length);
    }

    /// <summary>The parts one after the other along the channels.</summary>
    public static Tensor Concat(ReadOnlySpan<Tensor> parts)
    {
        nint result;
        Join(parts, false, &result);
        return Tensor.UnsafeCreateTensor(result);
    }

    /// <summary>
    /// x itself and its mean over rows and columns, [N, C, 1, 1]. What uses x afterwards should use the returned value, so that the
    /// two gradients are added in one pass.
    /// </summary>
    public static (Tensor Value, Tensor Mean) WithMean(Tensor x)
    {
        var results = stackalloc nint[2];
        Join([x], true, results);
        return (Tensor.UnsafeCreateTensor(results[0]), Tensor.UnsafeCreateTensor(results[1]));
    }

    /// <summary>Mean over each window; padded zeros count. All sizes are rows, columns.</summary>
    public static Tensor AvgPool(Tensor x, (long, long) kernel, (long, long) stride, (long, long) padding)
    {
        long* sizes = stackalloc long[] { kernel.Item1, kernel.Item2, stride.Item1, stride.Item2, padding.Item1, padding.Item2 };
        NativeMethods.Check(srn_fused_average_pool(x.Handle, sizes, sizes + 2, sizes + 4, out var result));
        GC.KeepAlive(x);
        return Tensor.UnsafeCreateTensor(result);
    }

    /// <summary>x [N, C, H, W] times gate [N, C, 1, 1].</summary>
    public static Tensor Multiply(Tensor x, Tensor gate)
    {
        NativeMethods.Check(srn_fused_multiply(x.Handle, gate.Handle, out var result));
        GC.KeepAlive(x);
        GC.KeepAlive(gate);
        return Tensor.UnsafeCreateTensor(result);
    }

    private static void Normalise(
        Tensor x, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, bool training, double momentum, double eps,
        bool relu, Tensor? residual, Tensor? next, long* channels, int parts, nint* results)
    {
        NativeMethods.Check(srn_fused_batch_norm(
            x.Handle, Of(residual), Of(next), Of(weight), Of(bias), Of(runningMean), Of(runningVar), relu ? 1 : 0, training ? 1 : 0,
            momentum, eps, channels, parts, results));
        // A tensor that is only reachable through its handle must not be finalised while the kernel runs.
        GC.KeepAlive(x);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        GC.KeepAlive(runningMean);
        GC.KeepAlive(runningVar);
        GC.KeepAlive(residual);
        GC.KeepAlive(next);
    }

    private static void Join(ReadOnlySpan<Tensor> parts, bool pool, nint* results)
    {
        var handles = stackalloc nint[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            handles[i] = parts[i].Handle;
        NativeMethods.Check(srn_fused_concat(handles, parts.Length, pool ? 1 : 0, results));
        foreach (var part in parts)
            GC.KeepAlive(part);
    }

    private static nint Of(Tensor? tensor) => tensor is null ? 0 : tensor.Handle;

    private static Tensor[] Wrap(nint* handles, int count)
    {
        var tensors = new Tensor[count];
        for (var i = 0; i < count; i++)
            tensors[i] = Tensor.UnsafeCreateTensor(handles[i]);
        return tensors;
    }

    [LibraryImport(NativeMethods.Library)]
    private static partial int srn_fused_batch_norm(
        nint x, nint residual, nint next, nint weight, nint bias, nint runningMean, nint runningVar, int relu, int training,
        double momentum, double eps, long* channels, int parts, nint* results);

    [LibraryImport(NativeMethods.Library)]
    private static partial int srn_fused_split(nint x, long* channels, int count, nint* results);

    [LibraryImport(NativeMethods.Library)]
    private static partial int srn_fused_concat(nint* parts, int count, int pool, nint* results);

    [LibraryImport(NativeMethods.Library)]
    private static partial int srn_fused_average_pool(nint x, long* kernel, long* stride, long* padding, out nint result);

    [LibraryImport(NativeMethods.Library)]
    private static partial int srn_fused_multiply(nint x, nint gate, out nint result);
}
