using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Nn.Kernels;

/// <summary>Values per image and channel, [N, C, 1, 1], between tensors and arrays.</summary>
internal static unsafe class PerImage
{
    /// <summary>The values of a tensor of N * C elements, row by row.</summary>
    internal static float[] Floats(Tensor tensor)
    {
        using var guard = no_grad();
        using var exact = tensor.to(ScalarType.Float32);
        using var dense = exact.contiguous();
        return new Span<float>(TensorMemory.Data(dense), (int)dense.numel()).ToArray();
    }

    /// <summary>A new tensor [N, C, 1, 1] of these values.</summary>
    internal static Tensor Tensor(float[] values, long images, long channels, ScalarType type)
    {
        using var exact = tensor(values, [images, channels, 1, 1]);
        return exact.to(type, copy: true);
    }
}
