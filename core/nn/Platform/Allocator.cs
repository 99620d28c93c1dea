using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Platform;

/// <summary>
/// Settings of the C library's allocator that training needs. By default glibc returns large blocks to the system after every step
/// and asks for them again in the next: every page is then cleared again, convolutions become up to three times slower, and resident
/// memory grows.
/// </summary>
public static partial class Allocator
{
    // glibc's malloc.h; mallopt(3).
    private const int TrimThreshold = -1, MapThreshold = -3;
    private const string Glibc = "libc.so.6";

    /// <summary>
    /// Keeps allocated memory for the next step. Call it first thing in <c>Main</c>, before libtorch is loaded, which it does not do
    /// itself. It does nothing except on Linux with glibc.
    /// </summary>
    public static void KeepMemory()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = mallopt(MapThreshold, 1 << 30);
            _ = mallopt(TrimThreshold, int.MaxValue);
            // libtorch's huge pages (THP_MEM_ALLOC_ENABLE) stay off: aligning its blocks to 2 MiB fragments the heap, so that fresh
            // pages are cleared in every step. SE-Res2Net-29 trained a fifth slower with them.
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // A different C library, with a different allocator.
        }
    }

    [LibraryImport(Glibc)]
    private static partial int mallopt(int parameter, int value);
}
