using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Platform;

/// <summary>Switches of libtorch that TorchSharp lacks: exported C++ functions, called by their mangled names.</summary>
internal static unsafe class LibTorchSwitches
{
    private const string Context = "_ZN2at13globalContextEv"; // at::Context& at::globalContext()
    private const string OneDnn = "_ZN2at7Context20setUserEnabledMkldnnEb"; // void at::Context::setUserEnabledMkldnn(bool)
    private const string Nnpack = "_ZN2at7Context20setUserEnabledNNPACKEb"; // void at::Context::setUserEnabledNNPACK(bool)

    /// <summary>Switches oneDNN off for convolutions and matrix products. False if this libtorch has no such switch.</summary>
    internal static bool SwitchOneDnnOff() => Switch(OneDnn, on: false);

    /// <summary>
    /// Switches NNPACK off for small float32 convolutions. It fails to start if the processor reports no caches, and says
    /// so on the error stream at every first use. False if this libtorch has no such switch.
    /// </summary>
    internal static bool SwitchNnpackOff() => Switch(Nnpack, on: false);

    private static bool Switch(string symbol, bool on)
    {
        if (LoadedLibrary.Find(CacheSizes.Library) is not { } library || !NativeLibrary.TryLoad(library.Path, out var handle))
            return false;
        // The handle is an extra one to a library that stays loaded, so we release it immediately.
        try
        {
            if (!NativeLibrary.TryGetExport(handle, Context, out var context) || !NativeLibrary.TryGetExport(handle, symbol, out var set))
                return false;
            ((delegate* unmanaged<nint, byte, void>)set)(((delegate* unmanaged<nint>)context)(), on ? (byte)1 : (byte)0);
            return true;
        }
        finally
        {
            NativeLibrary.Free(handle);
        }
    }
}
