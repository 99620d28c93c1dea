using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Platform;

/// <summary>
/// A setting of libtorch's threads. By default a thread that has nothing to do spins for some milliseconds, in case there is more. Beside any
/// other busy process it then takes the core that the one it waits for needs: two runs on two cores trained at a fifth of the speed.
/// </summary>
public static partial class OpenMp
{
    private const string Library = "libc.so.6", Policy = "OMP_WAIT_POLICY", Spin = "GOMP_SPINCOUNT";

    /// <summary>
    /// Lets threads sleep while they wait, unless the user has set one of the variables that say how they wait. Call it before libtorch is
    /// loaded, which it does not do itself. It does nothing except on Linux with glibc.
    /// </summary>
    public static void WaitWithoutSpinning()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Policy) is not null || Environment.GetEnvironmentVariable(Spin) is not null)
            return;
        try
        {
            // .NET's own variables are a copy that native libraries do not see.
            _ = setenv(Policy, "passive", 0);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // A different C library.
        }
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
