using System.Runtime.Intrinsics.X86;
using SeRes2Net.Compiler.Recipes;
using TorchSharp;

namespace SeRes2Net.Lab.Training;

/// <summary>Decides in which element type a run computes.</summary>
public static class Arithmetic
{
    /// <summary><see cref="Precision.Auto"/> becomes bf16 where the device multiplies it in hardware, otherwise fp32.</summary>
    public static Precision Resolve(Precision asked, torch.Device device) =>
        asked != Precision.Auto ? asked : HasFastBf16(device) ? Precision.Bf16 : Precision.Fp32;

    /// <summary>The element type of activations.</summary>
    public static torch.ScalarType ActivationType(Precision resolved) =>
        resolved == Precision.Bf16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32;

    /// <summary>
    /// Cards that people train on have it (Ampere, 2020, and later). An x86 processor has it when CPUID lists AVX512_BF16 or AMX_BF16;
    /// for other processors the answer is no.
    /// </summary>
    private static bool HasFastBf16(torch.Device device)
    {
        if (device.type != DeviceType.CPU)
            return device.type == DeviceType.CUDA;
        const int Avx512Bf16 = 1 << 5, AmxBf16 = 1 << 22;
        return Avx512F.IsSupported
            && ((X86Base.CpuId(7, 1).Eax & Avx512Bf16) != 0 || (X86Base.CpuId(7, 0).Edx & AmxBf16) != 0);
    }
}
