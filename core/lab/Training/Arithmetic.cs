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
    /// Cards that libtorch still supports and people train on have it (Ampere, 2020, and later). A processor has it when it lists
    /// <c>avx512_bf16</c> or <c>amx_bf16</c>; where the system does not tell, the answer is no.
    /// </summary>
    private static bool HasFastBf16(torch.Device device)
    {
        if (device.type != DeviceType.CPU)
            return device.type == DeviceType.CUDA;
        const string CpuInfo = "/proc/cpuinfo";
        if (!File.Exists(CpuInfo))
            return false;
        string? flags = File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal));
        return flags is not null && flags.Split(' ').Any(flag => flag is "avx512_bf16" or "amx_bf16");
    }
}
