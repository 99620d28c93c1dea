namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Values per image and channel, [N, C, 1, 1], as float32, row by row. Tensors, because arrays of this size would go to .NET's heap for
/// large objects, and every time that has grown, .NET collects everything.
/// </summary>
internal readonly unsafe struct PerImage : IDisposable
{
    private readonly Tensor values;

    private PerImage(Tensor values) => this.values = values;

    /// <summary>The first value.</summary>
    internal float* Data => (float*)TensorMemory.Data(values);

    /// <summary>Memory for new values.</summary>
    internal static PerImage Empty(long images, long channels) => new(TensorMemory.Empty(ScalarType.Float32, images, channels, 1, 1));

    /// <summary>The values of a tensor of N * C elements, in any type and layout.</summary>
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
