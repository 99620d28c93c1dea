namespace SeRes2Net.Lab.Statistics;

/// <summary>What a sample says about the mean and the spread of what it was drawn from.</summary>
public static class Samples
{
    /// <summary>Arithmetic mean; of equal values that value, not what rounding makes of their sum; NaN of nothing.</summary>
    public static double Mean(IReadOnlyList<double> values) =>
        values.Count > 0 && values.All(value => value == values[0]) ? values[0] : values.Sum() / values.Count;

    /// <summary>Sum of squared deviations from the mean over n - 1, without bias; NaN for fewer than two values.</summary>
    public static double Variance(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
            return double.NaN;
        double mean = Mean(values);
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }

    /// <summary>Square root of <see cref="Variance"/>; NaN for fewer than two values.</summary>
    public static double Deviation(IReadOnlyList<double> values) => Math.Sqrt(Variance(values));

    /// <summary>95% t-interval of the mean, n - 1 degrees of freedom; null for fewer than two values.</summary>
    public static Interval? MeanInterval(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
            return null;
        double mean = Mean(values);
        double half = StudentDistribution.Critical(values.Count - 1) * Math.Sqrt(Variance(values) / values.Count);
        return new(mean - half, mean + half);
    }

    /// <summary>A quantile of sorted values, between two of them by linear interpolation (Hyndman and Fan's type 7, as NumPy does it).</summary>
    /// <param name="sorted">At least one value, in ascending order.</param>
    /// <param name="fraction">In [0, 1].</param>
    public static double Quantile(IReadOnlyList<double> sorted, double fraction)
    {
        double place = fraction * (sorted.Count - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    /// <param name="values">At least one.</param>
    public static double Median(IEnumerable<double> values) => Quantile([.. values.Order()], 0.5);
}
