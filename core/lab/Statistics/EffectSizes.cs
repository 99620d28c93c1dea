namespace SeRes2Net.Lab.Statistics;

/// <summary>Standardised differences of paired values: how large a difference is, measured by the spread over seeds.</summary>
public static class EffectSizes
{
    /// <summary>
    /// d_z: the mean difference over the standard deviation of the differences, t / sqrt(n). The interval inverts the noncentral t, which t
    /// follows (Cumming and Finch, Educational and Psychological Measurement 61, 2001).
    /// </summary>
    /// <returns>Null for fewer than two pairs, or where the differences do not vary.</returns>
    public static Effect? Dz(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var differences = StudentTests.Differences(first, second);
        double spread = Samples.Deviation(differences);
        // Equal differences of unequal values, such as 0.9 - 0.8 and 0.8 - 0.7, are equal but for rounding.
        double rounding = 1e-14 * first.Concat(second).Select(Math.Abs).DefaultIfEmpty().Max();
        if (!(spread > rounding))
            return null;
        double root = Math.Sqrt(differences.Count);
        double value = Samples.Mean(differences) / spread;
        var noncentrality = NoncentralT.NoncentralityInterval(value * root, differences.Count - 1);
        return new(value, new Interval(noncentrality.Low / root, noncentrality.High / root));
    }

    /// <summary>
    /// d_av: the mean difference over the mean of both standard deviations, times Hedges' correction for n - 1 degrees of freedom (Cumming,
    /// Understanding the New Statistics, 2012). The interval is Algina and Keselman's (Educational and Psychological Measurement 63, 2003):
    /// the one of d_z, scaled by sd(d) over the mean standard deviation. It takes that ratio to be known, so it is approximate; its ends
    /// are limits of the true value and need no correction.
    /// </summary>
    /// <returns>Null for fewer than three pairs, since the correction for two is 0, or where neither side varies; without an interval where
    /// the differences do not vary.</returns>
    public static Effect? Dav(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var differences = StudentTests.Differences(first, second);
        double average = (Samples.Deviation(first) + Samples.Deviation(second)) / 2;
        if (differences.Count < 3 || !(average > 0))
            return null;
        double value = HedgesCorrection(differences.Count - 1) * Samples.Mean(differences) / average;
        double scale = Samples.Deviation(differences) / average;
        return new(value, Dz(first, second)?.Interval is { } z ? new Interval(z.Low * scale, z.High * scale) : null);
    }

    /// <summary>1 - 3 / (4 df - 1): small samples overestimate a standardised difference (Hedges, Journal of Educational Statistics 6, 1981).</summary>
    public static double HedgesCorrection(int degrees) => 1 - 3.0 / (4 * degrees - 1);
}
