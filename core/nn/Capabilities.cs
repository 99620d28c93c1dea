using SeRes2Net.Nn.Kernels;
using System.Runtime.Intrinsics.X86;

namespace SeRes2Net.Nn;

/// <summary>Something that this machine may lack, or that can be switched off.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Present">Whether it is there, and not switched off.</param>
/// <param name="Otherwise">What happens if it is missing.</param>
public sealed record Capability(string Name, bool Present, string Otherwise);

/// <summary>
/// What this machine and our kernels can do beyond TorchSharp's own calls. <see cref="Ops"/> asks for every operation, and falls
/// back on the same mathematics in TorchSharp's calls.
/// </summary>
public static class Capabilities
{
    /// <summary>
    /// Whether our kernels may be used; false if the environment variable SERES2NET_PLAIN is 1. For comparing
    /// both ways, and for second derivatives, which the kernels do not support.
    /// </summary>
    public static bool UseKernels { get; set; } = Environment.GetEnvironmentVariable("SERES2NET_PLAIN") is not "1";

    /// <summary>Every capability, for people.</summary>
    public static IReadOnlyList<Capability> Describe() =>
    [
                new("bfloat16 arithmetic in hardware", HasFastBFloat16(CPU), "float32 if the precision is auto"),
        new("fused batch-norm with addition and ReLU", UseKernels, OneByOne),
        new("fused split, concatenation, channel gates and average pool", UseKernels, OneByOne),
    ];

    private const string OneByOne = "the library's own operations, one by one";

    /// <summary>
    /// Whether the device multiplies bfloat16 numbers in hardware. CUDA cards that people train on do (Ampere, 2020, and later).
    /// </summary>
    public static bool HasFastBFloat16(Device device) => device.type switch
    {
        DeviceType.CPU => ProcessorHasFastBFloat16,
        DeviceType.CUDA => true,
        _ => false,
    };

    // CPUID's AVX512_BF16 and AMX_BF16; other processors do not have it.
    private static bool ProcessorHasFastBFloat16 =>
        Avx512F.IsSupported && ((X86Base.CpuId(7, 1).Eax & 1 << 5) != 0 || (X86Base.CpuId(7, 0).Edx & 1 << 22) != 0);

    /// <summary>The same values with the channels of each pixel side by side in memory; the shape stays [N, C, H, W].</summary>
    public static Tensor ToChannelsLast(Tensor x) => Layout.ToChannelsLast(x);

    /// <summary>
    /// The operations for x: kernels if they exist for its type and device, and x has the layout they are written for. A network
    /// that gets the default layout stays in it.
    /// </summary>
    internal static PlainOps For(Tensor x) =>
        UseKernels && KernelType.Exists(x) && Rows.Stride(x) > 0 ? KernelOps.Instance : PlainOps.Instance;
}
