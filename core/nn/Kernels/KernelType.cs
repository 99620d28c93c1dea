namespace SeRes2Net.Nn.Kernels;

/// <summary>A kernel, for any type of values and any kind of register.</summary>
internal interface IKernel<TResult>
{
    /// <summary>Does it.</summary>
    /// <typeparam name="T">Of the values in memory.</typeparam>
    /// <typeparam name="V">Of the registers.</typeparam>
    public TResult Run<T, V>()
        where T : unmanaged
        where V : struct, ILanes<V>;
}

/// <summary>Chooses a kernel's code: float32 or bfloat16, with this processor's widest registers.</summary>
/// <param name="BFloat16">Whether the values are bfloat16; otherwise they are float32.</param>
/// <param name="Wide">Whether registers hold sixteen values.</param>
internal readonly record struct KernelType(bool BFloat16, bool Wide)
{
    /// <summary>Whether there is a kernel for x: rank 4, on the CPU, of a known type, not empty.</summary>
    internal static bool Exists(Tensor x) =>
        TensorMemory.IsAvailable && x.dtype is ScalarType.Float32 or ScalarType.BFloat16 && x.device_type == DeviceType.CPU && x.ndim == 4 && x.numel() > 0;

    /// <summary>The kernel type for x's values.</summary>
    internal static KernelType Of(Tensor x) => new(x.dtype == ScalarType.BFloat16, Lanes512.IsSupported);

    /// <summary>Runs the kernel.</summary>
    internal TResult Run<TKernel, TResult>(TKernel kernel)
        where TKernel : IKernel<TResult> => (BFloat16, Wide) switch
        {
            (true, true) => kernel.Run<ushort, Lanes512>(),
            (true, false) => kernel.Run<ushort, Lanes256>(),
            (false, true) => kernel.Run<float, Lanes512>(),
            (false, false) => kernel.Run<float, Lanes256>(),
        };

    /// <inheritdoc cref="Run{TKernel, TResult}"/>
    internal TResult Run<TResult>(IKernel<TResult> kernel) => Run<IKernel<TResult>, TResult>(kernel);
}
