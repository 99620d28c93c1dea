using System.Globalization;

namespace SeRes2Net.Lab.Runs.Charts;

/// <summary>A scale with ticks at round numbers.</summary>
/// <param name="Least">Value at its beginning.</param>
/// <param name="Most">Value at its end, greater than <paramref name="Least"/>.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
/// <param name="Ticks">Values with a label, rising.</param>
internal sealed record Axis(double Least, double Most, bool IsLogarithmic, IReadOnlyList<double> Ticks)
{
    private const int Intervals = 5;
    // From this ratio of the largest value to the smallest on, a linear scale would hide the smaller ones.
    private const double LogarithmicFrom = 20;
    private const double FinelyTickedTo = 500;

    /// <summary>A linear scale from a tick to a tick; the step between two ticks is at least <paramref name="smallestStep"/>.</summary>
    public static Axis Linear(double least, double most, double smallestStep = 0)
    {
        if (least == most)
            (least, most) = (least - Math.Max(smallestStep, 0.05 * Math.Abs(least)), most + Math.Max(smallestStep, 0.05 * Math.Abs(most)));
        if (least == most)
            (least, most) = (0, 1);
        double step = Math.Max(smallestStep, RoundStep((most - least) / Intervals));
        double first = Math.Floor(least / step + 1e-9), last = Math.Ceiling(most / step - 1e-9);
        return new Axis(first * step, last * step, false, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)]);
    }

    /// <summary>Whole numbers, such as epochs: it ends where the values end.</summary>
    public static Axis Whole(int least, int most)
    {
        if (least == most)
            return Linear(least, most, 1);
        var ticks = Linear(least, most, 1).Ticks;
        return new Axis(least, most, false, [.. ticks.Where(tick => tick >= least && tick <= most)]);
    }

    /// <summary>For positive quantities: logarithmic if they span a wide range, otherwise linear. Values that are not positive do not count.</summary>
    public static Axis ForPositive(IEnumerable<double> values)
    {
        var positive = values.Where(value => value > 0 && double.IsFinite(value)).DefaultIfEmpty(1).ToList();
        double least = positive.Min(), most = positive.Max();
        if (most / least < LogarithmicFrom)
            return Linear(Math.Min(least, 0), most);
        int first = (int)Math.Floor(Math.Log10(least)), last = (int)Math.Ceiling(Math.Log10(most));
        double[] within = most / least < FinelyTickedTo ? [1, 2, 5] : [1];
        int every = (last - first - 1) / 6 + 1;
        var ticks = Enumerable.Range(first, last - first + 1).Where(power => (power - first) % every == 0)
            .SelectMany(power => within.Select(factor => factor * Math.Pow(10, power))).ToList();
        // It begins and ends at the ticks around the values.
        double start = ticks.Last(tick => tick <= least * (1 + 1e-9)), end = ticks.Append(Math.Pow(10, last)).First(tick => tick >= most * (1 - 1e-9));
        return new Axis(start, end, true, [.. ticks.Where(tick => tick >= start && tick <= end)]);
    }

    /// <summary>Where a value lies: 0 at the beginning, 1 at the end; NaN if it has no place.</summary>
    public double Share(double value) => IsLogarithmic
        ? value > 0 ? Math.Log(value / Least) / Math.Log(Most / Least) : double.NaN
        : (value - Least) / (Most - Least);

    /// <summary>A tick as text, without the rounding errors of its computation.</summary>
    public static string Label(double tick) => ((double)(float)tick).ToString("G6", CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace("E+0", "e");

    // 1, 2 or 5 times a power of ten, not below the value.
    private static double RoundStep(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * ((value / power) switch { <= 1.000001 => 1, <= 2.000001 => 2, <= 5.000001 => 5, _ => 10 });
    }
}
