using MathNet.Numerics;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Statistics;

/// <summary>
/// Tests that take nothing to be normal: they ask how many of all the ways in which the labels could have fallen give a difference as extreme
/// (Fisher, The Design of Experiments, 1935). Two-sided p is twice the smaller one-sided p, at most 1, as in SciPy. Up to
/// <see cref="MostArrangements"/> ways are all tried; beyond that, p is estimated from <see cref="Draws"/> random ones, the observed one counted
/// among them (Phipson and Smyth, Statistical Applications in Genetics and Molecular Biology 9, 2010), and the result says so.
/// </summary>
public static class PermutationTests
{
    /// <summary>The most arrangements that are enumerated: 20 pairs, or 11 against 11 runs.</summary>
    public const int MostArrangements = 1 << 20;

    /// <summary>Random arrangements where there are more.</summary>
    public const int Draws = 100_000;

    /// <summary>The exact sign-flip test of paired values: under the hypothesis, each difference could as well have had the other sign.</summary>
    /// <param name="first">Values of the first network, [n].</param>
    /// <param name="second">Those of the second, in the same order, [n].</param>
    /// <param name="seed">Seed of the random arrangements, if there are more than can be tried.</param>
    /// <returns>The mean difference with its p; null without pairs.</returns>
    public static TestResult? SignFlip(IReadOnlyList<double> first, IReadOnlyList<double> second, long seed = 0)
    {
        var differences = StudentTests.Differences(first, second);
        if (differences.Count == 0)
            return null;
        var tally = new Tally(differences.Sum(), Slack(first.Concat(second)));
        double mean = Samples.Mean(differences);
        if (differences.Count < 31 && 1 << differences.Count <= MostArrangements)
        {
            Flip(0, 0);
            return tally.Exact(mean);
        }
        var random = RandomStream.Of(seed, "sign-flip", 0);
        for (int draw = 0; draw < Draws; draw++)
            tally.Add(differences.Sum(difference => random.Next(2) == 0 ? difference : -difference));
        return tally.Estimated(mean);

        void Flip(int from, double sum)
        {
            if (from == differences.Count)
            {
                tally.Add(sum);
                return;
            }
            Flip(from + 1, sum + differences[from]);
            Flip(from + 1, sum - differences[from]);
        }
    }

    /// <summary>The exact two-sample test of the means: under the hypothesis, any of the values could as well have come from the other network.</summary>
    /// <param name="first">Values of the first network.</param>
    /// <param name="second">Those of the second, in any order.</param>
    /// <param name="seed">Seed of the random arrangements, if there are more than can be tried.</param>
    /// <returns>The difference of the means with its p; null if either sample is empty.</returns>
    public static TestResult? TwoSample(IReadOnlyList<double> first, IReadOnlyList<double> second, long seed = 0)
    {
        if (first.Count == 0 || second.Count == 0)
            return null;
        double difference = Samples.Mean(first) - Samples.Mean(second);
        // The difference of the means rises with the first sample's sum, and centred values round less.
        double[] all = [.. first, .. second];
        double centre = Samples.Mean(all);
        for (int i = 0; i < all.Length; i++)
            all[i] -= centre;
        var tally = new Tally(all.Take(first.Count).Sum(), Slack(first.Concat(second)));
        if (Combinatorics.Combinations(all.Length, first.Count) <= MostArrangements)
        {
            Choose(0, first.Count, 0);
            return tally.Exact(difference);
        }
        var random = RandomStream.Of(seed, "permutation", 0);
        for (int draw = 0; draw < Draws; draw++)
            tally.Add(DrawnSum(all, first.Count, random));
        return tally.Estimated(difference);

        void Choose(int from, int left, double sum)
        {
            if (left == 0)
            {
                tally.Add(sum);
                return;
            }
            for (int i = from; i <= all.Length - left; i++)
                Choose(i + 1, left - 1, sum + all[i]);
        }
    }

    /// <summary>The smallest two-sided p that <see cref="SignFlip"/> can give with so many pairs.</summary>
    public static double SmallestSignFlipP(int pairs) => Math.Min(1, 2 * Math.Pow(0.5, pairs));

    /// <summary>The smallest two-sided p that <see cref="TwoSample"/> can give with so many values on each side.</summary>
    public static double SmallestTwoSampleP(int first, int second) => Math.Min(1, 2 / Combinatorics.Combinations(first + second, first));

    // The first places of a Fisher-Yates shuffle; the order that earlier draws left does not matter.
    private static double DrawnSum(double[] values, int count, RandomStream random)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            int other = i + random.Next(values.Length - i);
            (values[i], values[other]) = (values[other], values[i]);
            sum += values[i];
        }
        return sum;
    }

    // Equal sums that were added up in another order differ by rounding, and must count as equal.
    private static double Slack(IEnumerable<double> values) => 1e-13 * values.Sum(Math.Abs);

    private sealed class Tally(double observed, double slack)
    {
        private long atLeast, atMost, all;

        public void Add(double sum)
        {
            all++;
            if (sum >= observed - slack)
                atLeast++;
            if (sum <= observed + slack)
                atMost++;
        }

        public TestResult Exact(double statistic) => new(statistic, null, Math.Min(1, 2.0 * Math.Min(atLeast, atMost) / all));

        public TestResult Estimated(double statistic) =>
            new(statistic, null, Math.Min(1, 2.0 * (Math.Min(atLeast, atMost) + 1) / (all + 1))) { Draws = Draws };
    }
}
