namespace SeRes2Net.Lab.Statistics;

/// <summary>Tests of a difference of means that take the values to be normally distributed.</summary>
public static class StudentTests
{
    /// <summary>
    /// The paired t-test: t = mean(d) / (sd(d) / sqrt(n)) of the differences d, with n - 1 degrees of freedom (Student, Biometrika 6, 1908).
    /// </summary>
    /// <param name="first">Values of the first network, [n].</param>
    /// <param name="second">Those of the second, in the same order, [n].</param>
    public static MeanDifference Paired(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var differences = Differences(first, second);
        return MeanDifference.Of(
            Samples.Mean(differences), Math.Sqrt(Samples.Variance(differences) / differences.Count), differences.Count - 1);
    }

    /// <summary>
    /// Welch's test, which takes neither the spreads nor the numbers of values to be equal (Welch, Biometrika 34, 1947), with Satterthwaite's
    /// degrees of freedom.
    /// </summary>
    /// <param name="first">Values of the first network.</param>
    /// <param name="second">Those of the second, in any order.</param>
    public static MeanDifference Welch(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (error, degrees) = WelchError(first, second);
        return MeanDifference.Of(Samples.Mean(first) - Samples.Mean(second), error, degrees);
    }

    /// <summary>
    /// Two one-sided tests against a band of practical equivalence, by Welch (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15,
    /// 1987): the larger p of "the true difference is below -band" and "above band". A small p says that it lies within.
    /// </summary>
    /// <returns>Null where there are too few values to know a spread, or where nothing varies and the difference is the band itself, so that
    /// t is 0 / 0. If nothing varies otherwise, 0 within the band and 1 outside.</returns>
    /// <param name="first">Values of the first network.</param>
    /// <param name="second">Those of the second, in any order.</param>
    /// <param name="band">The largest difference that counts as none; above 0.</param>
    public static double? EquivalenceP(IReadOnlyList<double> first, IReadOnlyList<double> second, double band)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(band);
        var (error, degrees) = WelchError(first, second);
        double difference = Samples.Mean(first) - Samples.Mean(second);
        double above = (difference + band) / error, below = (difference - band) / error;
        if (double.IsNaN(above) || double.IsNaN(below))
            return null;
        return Math.Max(StudentDistribution.UpperTail(above, degrees), StudentDistribution.UpperTail(-below, degrees));
    }

    internal static IReadOnlyList<double> Differences(IReadOnlyList<double> first, IReadOnlyList<double> second) =>
        first.Count == second.Count
            ? [.. first.Zip(second, (a, b) => a - b)]
            : throw new ArgumentException($"Pairs need as many values on both sides, found {first.Count} and {second.Count}.");

    private static (double StandardError, double Degrees) WelchError(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double a = Samples.Variance(first) / first.Count, b = Samples.Variance(second) / second.Count;
        double degrees = (a + b) * (a + b) / (a * a / (first.Count - 1) + b * b / (second.Count - 1));
        // Where nothing varies there is no number of degrees; SciPy takes 1, and p does not depend on it.
        return (Math.Sqrt(a + b), a + b == 0 ? 1 : degrees);
    }
}
