using System.Globalization;
using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Lab.Claims;

/// <summary>Numbers in the sentences of checks.</summary>
internal static class FigureText
{
    /// <summary>A whole number with separators: 670,337.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with two significant digits: 8.1, 0.15, 1,200.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value) || value == 0)
            return value == 0 ? "0" : "any size";
        var decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15);
        return value.ToString("N" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>Percentage points: 0.47, 6.</summary>
    public static string Points(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The ends of a range: 7.8 to 8.6, or at least 7.8.</summary>
    public static string Ends(ValueRange range) =>
        double.IsInfinity(range.High) ? $"at least {Short(range.Low)}"
        : double.IsInfinity(range.Low) || range.Low <= 0 ? $"at most {Short(range.High)}"
        : Short(range.Low) == Short(range.High) ? Short(range.Low)
        : $"{Short(range.Low)} to {Short(range.High)}";

    /// <summary>A value as a report would print it that prints another one like this: 651,122 like 0.63M is 0.65M.</summary>
    public static string Like(Published figure, double value)
    {
        var (suffix, scale) = Scale(figure.Text);
        var decimals = Math.Clamp((int)Math.Round(-Math.Log10(figure.Unit / scale)), 0, 15);
        return (value / scale).ToString("N" + decimals, CultureInfo.InvariantCulture) + suffix;
    }

    private static (string Suffix, double Scale) Scale(string text) =>
        text.Contains('G', StringComparison.Ordinal) ? ("G", 1e9)
        : text.Contains('M', StringComparison.Ordinal) ? ("M", 1e6)
        : text.Contains('k', StringComparison.OrdinalIgnoreCase) ? ("k", 1e3)
        : ("", 1.0);
}
