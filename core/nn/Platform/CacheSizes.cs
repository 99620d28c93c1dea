using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Platform;

/// <summary>
/// Tells oneDNN the sizes of caches that the processor does not report.
/// </summary>
/// <remarks>
/// The oneDNN 3.7.1 inside libtorch 2.10 reads an empty CPUID leaf as caches of one byte. Its reorders then block the channels
/// wrongly and drop some of them, without an error, and its convolutions run several times slower. The same fault with a different cause
/// is reported at https://github.com/uxlfoundation/oneDNN/issues/5313. oneDNN reads the leaf once, into an object that no interface
/// can change; so we write the sizes into that object, if the build is known and the object reads exactly as the fault leaves it.
/// </remarks>
internal static class CacheSizes
{
    /// <summary>The library that contains oneDNN.</summary>
    internal const string Library = "libtorch_cpu.so";

    private static readonly KnownBuild[] Known =
    [
        // libtorch-cpu-linux-x64 2.10.0.
        new("e59a73f8ca02c19463bd923dc568ce765b2a1106", Object: 0x1585b180, Guard: 0x1585b170),
    ];

    // A typical core of the last ten years: 48 KiB, 1 MiB, and its share of the third level. The values choose block sizes only.
    private static readonly int[] TypicalBytes = [48 << 10, 1 << 20, 4 << 20];

    // Inside the object, in bytes: two counts of cores, ten sizes, ten counts of cores that share a cache, the number of levels.
    private const int Cores = 20, Sizes = 28, Levels = 108;
    private const int MostCores = 1 << 16;

    /// <summary>Writes the sizes. The object must have been constructed, which the first convolution does.</summary>
    /// <returns>Null if it was done, otherwise why not.</returns>
    internal static string? Repair()
    {
        if (LoadedLibrary.Find(Library) is not { } library)
            return $"{Library} is not loaded";
        var id = library.BuildId();
        if (OneDnnSwitch.PretendsUnknownBuild || Array.Find(Known, known => known.Id == id) is not { } build)
            return $"this build of libtorch is not known ({id ?? "it has no build id"})";
        var cpu = library.Base + build.Object;
        if (Marshal.ReadByte(library.Base + build.Guard) == 0)
            return "oneDNN has not read the processor's data yet";
        if (!ReadsAsTheFaultLeavesIt(cpu))
            return "oneDNN's cache sizes do not read as expected";
        Marshal.Copy(TypicalBytes, 0, cpu + Sizes, TypicalBytes.Length);
        return null;
    }

    private static bool ReadsAsTheFaultLeavesIt(nint cpu)
    {
        for (var level = 0; level < TypicalBytes.Length; level++)
        {
            if (Marshal.ReadInt32(cpu + Sizes + (4 * level)) != 1)
                return false;
        }
        return Marshal.ReadInt32(cpu + Levels) == TypicalBytes.Length
            && Marshal.ReadInt32(cpu + Cores) is > 0 and <= MostCores && Marshal.ReadInt32(cpu + Cores + 4) is > 0 and <= MostCores;
    }

    /// <summary>A build of <see cref="Library"/> whose object is known.</summary>
    /// <param name="Id">Its NT_GNU_BUILD_ID.</param>
    /// <param name="Object">Address of <c>dnnl::impl::cpu::x64::cpu()::cpu_</c> (symbol _ZZN4dnnl4impl3cpu3x643cpuEvE4cpu_).</param>
    /// <param name="Guard">Address of its guard variable, whose first byte is 1 once it is constructed (Itanium C++ ABI, 3.3.2).</param>
    private sealed record KnownBuild(string Id, int Object, int Guard);
}
