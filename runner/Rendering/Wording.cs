using System.Globalization;

namespace SeRes2Net.Runner.Rendering;

/// <summary>How figures read in the runner's output.</summary>
internal static class Wording
{
    /// <summary>A fraction as a percentage: 95.31%.</summary>
    public static string Percent(double fraction) => (fraction * 100).ToString("F2", CultureInfo.InvariantCulture) + "%";

    /// <summary>A whole number with separators: 670,337.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time span as people say it: 48 s, 3 min 20 s, 2 h 05 min.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 60 => $"{Math.Max(0, Math.Round(time.TotalSeconds)):F0} s",
        < 3600 => $"{(int)time.TotalMinutes} min {time.Seconds:00} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
    };
}
