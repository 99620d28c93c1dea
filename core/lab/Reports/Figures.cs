using System.Globalization;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports;

/// <summary>How reports write numbers. What is not known is an empty text.</summary>
internal static class Figures
{
    /// <summary>A fraction in percent: 95.31%.</summary>
    public static string Percent(double? fraction) => fraction is { } f ? Text(100 * f, "F2") + "%" : "";

    /// <summary>Mean and standard deviation in percent: 95.31 ± 0.12%; the mean alone if there is no deviation.</summary>
    public static string Spread(double? mean, double? deviation) =>
        mean is { } m && deviation is { } d ? $"{Text(100 * m, "F2")} ± {Text(100 * d, "F2")}%" : Percent(mean);

    /// <summary>An interval in percent: 95.12% to 95.50%.</summary>
    public static string Percent(Interval? interval) => interval is { } i ? $"{Percent(i.Low)} to {Percent(i.High)}" : "";

    /// <summary>A difference of fractions in percentage points, with its sign: +0.35.</summary>
    public static string Points(double? difference) => difference is { } d ? Text(Math.Round(100 * d, 2), "+0.00;−0.00;0.00") : "";

    /// <summary>An interval of differences: −0.10 to +0.80.</summary>
    public static string Points(Interval? interval) => interval is { } i ? $"{Points(i.Low)} to {Points(i.High)}" : "";

    /// <summary>A probability: 0.034, or &lt; 0.0001.</summary>
    public static string Probability(double? p) => p switch
    {
        null => "",
        < 0.0001 => "< 0.0001",
        < 0.01 => Text(p.Value, "F4"),
        _ => Text(p.Value, "F3"),
    };

    /// <summary>The size of an effect with its interval: 1.20 (0.31 to 2.09).</summary>
    public static string Size(Effect? effect) => effect is null ? "" : Text(effect.Value, "F2") +
        (effect.Interval is { } i ? $" ({Text(i.Low, "F2")} to {Text(i.High, "F2")})" : "");

    /// <summary>A cost for each point of accuracy, with its interval.</summary>
    public static string Cost(Effect? effect) => effect is null ? "" : Short(effect.Value) +
        (effect.Interval is { } i ? $" ({Short(i.Low)} to {Short(i.High)})" : "");

    /// <summary>A whole number with separators: 670,337.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A large number with three digits, or as many as are asked for: 670k, 41.2M.</summary>
    public static string Short(double value, int digits = 3) => Math.Abs(value) switch
    {
        >= 999.5e6 => Text(value / 1e9, $"G{digits}") + "G",
        >= 999.5e3 => Text(value / 1e6, $"G{digits}") + "M",
        >= 999.5 => Text(value / 1e3, $"G{digits}") + "k",
        _ => Text(value, $"G{digits}"),
    };

    /// <summary>A number to the last bit.</summary>
    public static string Exact(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Some of a thing: 1 run, 2 runs.</summary>
    public static string Some(int count, string thing) => $"{Count(count)} {thing}{(count == 1 ? "" : "s")}";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
}
