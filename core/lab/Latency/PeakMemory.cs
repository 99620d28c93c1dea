using System.Globalization;

namespace SeRes2Net.Lab.Latency;

/// <summary>The largest resident memory of this process since a moment. Only Linux can tell.</summary>
internal static class PeakMemory
{
    private const string Reset = "/proc/self/clear_refs", Status = "/proc/self/status", Line = "VmHWM:";

    /// <summary>Runs something and returns the peak in bytes while it ran, all of the process included; null if the system does not say.</summary>
    public static long? During(Action run)
    {
        bool isKnown = TryReset();
        run();
        return isKnown ? Read() : null;
    }

    private static bool TryReset()
    {
        try
        {
            if (!OperatingSystem.IsLinux())
                return false;
            // 5 resets the peak (proc(5)).
            File.WriteAllText(Reset, "5");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long? Read() => File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is { } line
        ? 1024 * long.Parse(line[Line.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture)
        : null;
}
