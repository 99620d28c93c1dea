using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Kernels;

/// <summary>Values per channel, [C], between tensors and arrays.</summary>
internal static unsafe class PerChannel
{
    /// <summary>The tensor's values, or <paramref name="otherwise"/> for each channel if there is none.</summary>
    internal static double[] Doubles(Tensor? tensor, int channels, double otherwise) =>
        tensor is null ? [.. Enumerable.Repeat(otherwise, channels)] : [.. Floats(tensor).Select(value => (double)value)];

    /// <summary>The factors of a normalisation with these statistics.</summary>
    internal static Factors Factors(double[] mean, double[] variance, double eps, Tensor? weight, Tensor? bias)
    {
        var channels = mean.Length;
        var inverse = new float[channels];
        for (var c = 0; c < channels; c++)
            inverse[c] = (float)(1 / Math.Sqrt(variance[c] + eps));
        var scale = weight is null ? [.. inverse] : Floats(weight);
        for (var c = 0; weight is not null && c < channels; c++)
            scale[c] *= inverse[c];
        return new Factors([.. mean.Select(value => (float)value)], scale, bias is null ? new float[channels] : Floats(bias), inverse);
    }

    /// <summary>running = (1 - momentum) * running + momentum * observed * factor, in the running values' own memory.</summary>
    internal static void Follow(Tensor? running, double[] observed, double factor, double momentum)
    {
        if (running is null)
            return;
        if (running.dtype == ScalarType.Float32 && running.is_contiguous())
        {
            var values = new Span<float>(TensorMemory.Data(running), observed.Length);
            for (var c = 0; c < observed.Length; c++)
                values[c] = (values[c] * (float)(1 - momentum)) + ((float)momentum * (float)(observed[c] * factor));
            return;
        }
        using var guard = no_grad();
        using var latest = tensor([.. observed.Select(value => value * factor)], running.dtype);
        running.mul_(1 - momentum).add_(latest, momentum);
    }

    /// <summary>A new tensor of these values.</summary>
    internal static Tensor Tensor(double[] values, ScalarType type) => type == ScalarType.Float32
        ? tensor([.. values.Select(value => (float)value)])
        : tensor(values, type);

    private static float[] Floats(Tensor tensor)
    {
        if (tensor.dtype == ScalarType.Float32 && tensor.is_contiguous())
            return new Span<float>(TensorMemory.Data(tensor), (int)tensor.numel()).ToArray();
        using var guard = no_grad();
        using var exact = tensor.to(ScalarType.Float32);
        using var dense = exact.contiguous();
        return new Span<float>(TensorMemory.Data(dense), (int)dense.numel()).ToArray();
    }
}
