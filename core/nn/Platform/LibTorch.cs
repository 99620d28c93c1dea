using System.Reflection;
using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Platform;

/// <summary>libtorch and TorchSharp: their versions, and the native libraries beside the program.</summary>
public static class LibTorch
{
    /// <summary>The folder of the program.</summary>
    public static string Folder => AppContext.BaseDirectory;

    /// <summary>The version of the package TorchSharp, such as 0.107.0.</summary>
    public static string TorchSharpVersion =>
        typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The version of libtorch that this TorchSharp is for, such as 2.10.0.</summary>
    public static string Version => torch.NormalizeNuGetVersion(torch.__version__);

    /// <summary>Which libtorch was built in, as the build property <c>Torch</c> names it: <c>cpu</c> or <c>cuda</c>.</summary>
    public static string Flavour => File.Exists(Path.Combine(Folder, FileName("torch_cuda"))) ? "cuda" : "cpu";

    /// <summary>
    /// Loads libtorch and TorchSharp's bridge to it. Call it before the first use of TorchSharp, which otherwise reacts to a
    /// missing library by copying all of NuGet's into a folder beside the program, with a page of text on the output stream.
    /// </summary>
    /// <exception cref="DllNotFoundException">A library is missing, damaged, or does not fit this system; the message is one line.</exception>
    public static void Load()
    {
        if (OperatingSystem.IsLinux())
            RejectDamagedFiles();
        // In TorchSharp's own order.
        foreach (var name in new[] { "torch_cpu", "LibTorchSharp" })
        {
            var path = Path.Combine(Folder, FileName(name));
            if (!File.Exists(path))
                throw new DllNotFoundException($"there is no {path}");
            try
            {
                NativeLibrary.Load(path);
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                // The loader's own message comes last, after advice about the loader.
                throw new DllNotFoundException(error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1], error);
            }
        }
    }

    // Linux maps a truncated file without complaint, and kills the program with a signal when it reaches the missing part.
    private static void RejectDamagedFiles()
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*.so*"))
        {
            if (ElfFile.MissingBytes(path) is not 0 and var missing)
                throw new DllNotFoundException($"{path} is damaged: {(missing is null ? "it is not a library" : FormattableString.Invariant($"{missing:N0} bytes are missing at its end"))}");
        }
    }

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
}
