using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SeRes2Net.Tests.Shared;

/// <summary>Files with two names, so that no test copies half a gigabyte.</summary>
internal static partial class HardLink
{
    /// <summary>Gives a file a second name; copies it if the file system cannot.</summary>
    public static void Create(string existing, string path)
    {
        if (OperatingSystem.IsWindows() || Link(existing, path) != 0)
            File.Copy(existing, path);
    }

    /// <summary>How many names a file has. Linux only.</summary>
    public static int Count(string path)
    {
        var start = new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%h", path]) { RedirectStandardOutput = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        return int.Parse(process.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string path);
}
