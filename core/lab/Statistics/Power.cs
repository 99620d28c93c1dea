namespace SeRes2Net.Lab.Statistics;

/// <summary>
/// How large a difference must be for a number of runs to show it, four times in five, by a two-sided t-test (Cohen, Statistical Power Analysis
/// for the Behavioral Sciences, 1988). Differences are in standard deviations over seeds.
/// </summary>
public static class Power
{
    /// <summary>How often a difference of the size given is found.</summary>
    public const double Usual = 0.8;

    /// <summary>Smallest d_z that a paired t-test shows.</summary>
    /// <param name="pairs">At least two.</param>
    /// <param name="alpha">The level of the test.</param>
    public static double SmallestPairedEffect(int pairs, double alpha = 0.05) =>
        NoncentralT.NoncentralityFor(pairs - 1, Usual, alpha) / Math.Sqrt(pairs);

    /// <summary>Smallest difference of two means, in standard deviations of one run, that a two-sample t-test shows.</summary>
    /// <param name="first">Runs of the first network; together there are at least three.</param>
    /// <param name="second">Runs of the second.</param>
    /// <param name="alpha">The level of the test.</param>
    public static double SmallestEffect(int first, int second, double alpha = 0.05) =>
        NoncentralT.NoncentralityFor(first + second - 2, Usual, alpha) * Math.Sqrt(1.0 / first + 1.0 / second);
}
