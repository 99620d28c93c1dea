using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SeRes2Net.Lab.Latency;

/// <summary>Keeps this process on some processors, so that the system does not move its threads.</summary>
public static class CpuPinning
{
    /// <summary>Reads a list such as <c>0,2-3</c>; null if it is none, or names a processor from 64 on.</summary>
    public static IReadOnlyList<int>? Parse(string text)
    {
        var processors = new SortedSet<int>();
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !Number(ends[0], out int first) || !Number(ends[^1], out int last) || last < first)
                return null;
            processors.UnionWith(Enumerable.Range(first, last - first + 1));
        }
        return [.. processors];

        static bool Number(string digits, out int value) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value < 64;
    }

    /// <summary>Pins this thread and those that it starts later: call it before a tensor library starts its own.</summary>
    /// <returns>Null, or why it is not possible.</returns>
    public static string? Apply(IReadOnlyList<int> processors)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return "this system cannot pin a process";
        try
        {
            using var process = Process.GetCurrentProcess();
            process.ProcessorAffinity = processors.Aggregate((nint)0, (mask, processor) => mask | (nint)1 << processor);
            return null;
        }
        catch (Win32Exception e)
        {
            return $"the system refuses: {e.Message}";
        }
    }
}
