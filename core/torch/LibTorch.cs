using TorchSharp;

namespace SeRes2Net.Torch;

/// <summary>The libtorch behind the binding. Reading any of these loads it.</summary>
public static unsafe class LibTorch
{
    /// <summary>Its version, as it was compiled against.</summary>
    public static string Version => NativeMethods.Text(NativeMethods.srn_version());

    /// <summary>Path of the library that was loaded; empty when the loader does not say.</summary>
    public static string Path => NativeMethods.Text(NativeMethods.srn_library_path());

    /// <summary>Whether there is a CUDA device that this libtorch can use.</summary>
    public static bool HasCuda => torch.cuda.is_available();

    /// <summary>Whether the processor multiplies bfloat16 numbers in hardware, which makes bf16 training worth while.</summary>
    public static bool HasFastBFloat16 => CpuFlags.Overlaps(["avx512_bf16", "amx_bf16", "bf16"]);

    // The runtime has no flag for these instructions, the kernel lists them by name (x86: flags, Arm: Features).
    private static HashSet<string> CpuFlags
    {
        get
        {
            const string file = "/proc/cpuinfo";
            if (!File.Exists(file))
                return [];
            var line = File.ReadLines(file).FirstOrDefault(
                l => l.StartsWith("flags", StringComparison.Ordinal) || l.StartsWith("Features", StringComparison.Ordinal));
            return line is null ? [] : [.. line[(line.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        }
    }
}
