using System.Globalization;

namespace SeRes2Net.Runner.Rendering;

/// <summary>How the runner's output shows numbers, times and text.</summary>
internal static class DisplayFormat
{
    /// <summary>A fraction as a percentage: 95.31%.</summary>
    public static string Percent(double fraction) => (fraction * 100).ToString("F2", CultureInfo.InvariantCulture) + "%";

    /// <summary>A whole number with separators: 670,337.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>
    /// Text from a spec, fit for one line of a terminal: characters that break the line, change its direction or control the terminal are
    /// replaced.
    /// </summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? ' ' : c)).TrimEnd();

    /// <summary>A time span as people write it: 48 s, 3 min 20 s, 2 h 05 min.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 60 => $"{Math.Max(0, Math.Round(time.TotalSeconds)):F0} s",
        < 3600 => $"{(int)time.TotalMinutes} min {time.Seconds:00} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
    };
}
