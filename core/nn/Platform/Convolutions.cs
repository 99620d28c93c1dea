using TorchSharp.Modules;

namespace SeRes2Net.Nn.Platform;

/// <summary>
/// TorchSharp's convolution, avoiding two faults that oneDNN 3.7.1 has in bfloat16 on every processor. Each detour computes the same
/// function. Without oneDNN, libtorch would add bfloat16 products up in bfloat16, which costs half of the eight bits; it convolves in
/// float32 then, and rounds the result.
/// </summary>
internal static class Convolutions
{
    /// <summary>Convolution of x [N, C, H, W] with the module's sizes and the given weight and bias, of x's type.</summary>
    internal static Tensor Conv(Conv2d conv, Tensor x, Tensor weight, Tensor? bias)
    {
        var (stride, padding) = (Stride(conv, x), conv.padding);
        if (stride[1] > 1 && x.dtype == ScalarType.BFloat16 && padding is not null && padding[1] > 0 && x.shape[3] < stride[1])
        {
            // The gradient of the weight reads past a padded map that is narrower than the stride. So the zeros
            // become part of the map.
            using var padded = nn.functional.pad(x, [padding[1], padding[1], 0, 0]);
            return Conv(padded, weight, bias, stride, [padding[0], 0], conv.dilation, conv.groups);
        }
        return Conv(x, weight, bias, stride, padding!, conv.dilation, conv.groups);
    }

    /// <summary>Convolution of x [N, C, H, W], with a stride that <see cref="Stride"/> gave.</summary>
    internal static Tensor Conv(Tensor x, Tensor weight, Tensor? bias, long[] stride, long[] padding, long[] dilation, long groups) =>
        Exactly(x, weight, bias, (image, kernel, offset) => nn.functional.conv2d(image, kernel, offset, stride, padding, dilation, groups));

    /// <summary>Convolution of x [N, C, L] along its last axis.</summary>
    internal static Tensor Conv(Conv1d conv, Tensor x, Tensor weight, Tensor? bias) => Exactly(
        x, weight, bias,
        (sequence, kernel, offset) => nn.functional.conv1d(sequence, kernel, offset, conv.stride[0], conv.padding![0], conv.dilation[0]));

    private static Tensor Exactly(Tensor x, Tensor weight, Tensor? bias, Func<Tensor, Tensor, Tensor?, Tensor> convolve)
    {
        if (x.dtype != ScalarType.BFloat16 || x.device_type != DeviceType.CPU || Numerics.State.OneDnnInUse)
            return convolve(x, weight, bias);
        using var image = x.to(ScalarType.Float32);
        using var kernel = weight.to(ScalarType.Float32);
        using var offset = bias?.to(ScalarType.Float32);
        using var y = convolve(image, kernel, offset);
        return y.to(ScalarType.BFloat16);
    }

    /// <summary>
    /// The stride to convolve x with: the module's, except for a kernel that covers all columns and takes no second step. With a stride as
    /// wide as the map, the value itself is wrong for some numbers of channels (16, 4x4, stride 4).
    /// </summary>
    internal static long[] Stride(Conv2d conv, Tensor x)
    {
        var (stride, padding) = (conv.stride, conv.padding);
        return stride[1] > 1 && x.dtype == ScalarType.BFloat16 && padding is not null
            && x.shape[3] + (2 * padding[1]) == (conv.dilation[1] * (conv.kernel_size[1] - 1)) + 1
            ? [stride[0], 1]
            : stride;
    }
}
