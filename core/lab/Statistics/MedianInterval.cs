using MathNet.Numerics.Distributions;

namespace SeRes2Net.Lab.Statistics;

/// <summary>The interval of a median between two of the sorted values, whatever they are distributed like (Conover, Practical Nonparametric Statistics, 3.2).</summary>
public static class MedianInterval
{
    /// <summary>The narrowest symmetric one that holds the median in at least 95 of 100 repetitions; null for fewer than six values, which have none.</summary>
    public static Interval? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int below = -1;
        // Below the median lie as many values as a fair coin shows heads.
        while (below + 1 < sorted.Length / 2 && Binomial.CDF(0.5, sorted.Length, below + 1) <= 0.025)
            below++;
        return below < 0 ? null : new(sorted[below], sorted[^(below + 1)]);
    }
}
