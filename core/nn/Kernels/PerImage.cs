using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Values per image and channel, [N, C, 1, 1], as float32 in memory row by row. In tensors: arrays of their size would go to .NET's heap for
/// large objects, which is collected with everything else whenever it has grown.
/// </summary>
internal readonly unsafe struct PerImage : IDisposable
{
    private readonly Tensor values;

    private PerImage(Tensor values) => this.values = values;

    /// <summary>The first value.</summary>
    internal float* Data => (float*)TensorMemory.Data(values);

    /// <summary>Room for new values.</summary>
    internal static PerImage Empty(long images, long channels) => new(TensorMemory.Empty(ScalarType.Float32, images, channels, 1, 1));

    /// <summary>The values of a tensor of N * C elements, in whatever type and layout.</summary>
    internal static PerImage Of(Tensor tensor)
    {
        using var guard = no_grad();
        using var exact = tensor.to(ScalarType.Float32);
        return new(exact.contiguous());
    }

    /// <summary>As a tensor [N, C, 1, 1] of a type.</summary>
    internal Tensor To(ScalarType type) => values.to(type, copy: true);

    /// <inheritdoc/>
    public void Dispose() => values.Dispose();
}
