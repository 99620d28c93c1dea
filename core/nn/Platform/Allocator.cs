using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Platform;

/// <summary>
/// Settings of the C library's allocator that training needs. By default glibc gives large blocks back to the system after every step
/// and asks for them again in the next: every page is then cleared anew, convolutions become up to three times slower, and resident
/// memory grows.
/// </summary>
public static partial class Allocator
{
    // glibc's malloc.h; mallopt(3).
    private const int TrimThreshold = -1, MapThreshold = -3;
    private const string Glibc = "libc.so.6";

    /// <summary>
    /// Keeps what was allocated for the next step. Call it first thing in <c>Main</c>, before libtorch is loaded, which it does not do
    /// itself. Elsewhere than on Linux with glibc it does nothing.
    /// </summary>
    public static void KeepMemory()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = mallopt(MapThreshold, 1 << 30);
            _ = mallopt(TrimThreshold, int.MaxValue);
            // libtorch asks for huge pages for its large blocks; it reads the C library's environment, which .NET's own does not reach.
            _ = setenv("THP_MEM_ALLOC_ENABLE", "1", 0);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, with an allocator of its own.
        }
    }

    [LibraryImport(Glibc)]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport(Glibc, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
