namespace SeRes2Net.Lab.Statistics;

/// <summary>
/// The 95% confidence interval of a fraction that was counted (Wilson, JASA 22, 1927): within [0, 1], and not empty where all or none are right.
/// </summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    // The 97.5th percentile of the standard normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>The interval for so many of a number of trials, of which there is at least one.</summary>
    public static WilsonInterval Of(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        double n = trials, p = successes / n;
        double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
