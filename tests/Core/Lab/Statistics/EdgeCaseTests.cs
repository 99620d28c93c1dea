using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Core.Tests.Lab.Statistics;

/// <summary>What happens where a statistic has nothing to go by; SciPy's answers to the same samples are in SciPyTests.</summary>
public class EdgeCaseTests
{
    [Fact]
    public void One_run_has_no_spread_and_no_test()
    {
        StudentTests.Welch([0.9], [0.8, 0.7]).Should().BeEquivalentTo(new { Interval = (Interval?)null, Test = (TestResult?)null });
        StudentTests.Paired([0.9], [0.8]).Test.Should().BeNull();
        StudentTests.EquivalenceP([0.9], [0.8], 0.1).Should().BeNull();
        Samples.MeanInterval([0.9]).Should().BeNull();
        EffectSizes.Dz([0.9], [0.8]).Should().BeNull();
        PermutationTests.TwoSample([0.9], [0.8])!.P.Should().Be(1);
        PermutationTests.SignFlip([0.9], [0.8])!.P.Should().Be(1);
        PermutationTests.TwoSample([], [0.8]).Should().BeNull();
        PermutationTests.SignFlip([], []).Should().BeNull();
    }

    [Fact]
    public void Two_runs_have_a_d_z_but_no_corrected_d_av()
    {
        EffectSizes.Dz([0.9, 0.8], [0.7, 0.7]).Should().NotBeNull();
        EffectSizes.Dav([0.9, 0.8], [0.7, 0.7]).Should().BeNull();
    }

    [Fact]
    public void Runs_that_do_not_vary_are_different_for_certain_or_not_comparable()
    {
        StudentTests.Welch([0.75, 0.75], [0.5, 0.5]).Test.Should().Be(new TestResult(double.PositiveInfinity, 1, 0));
        StudentTests.Welch([0.5, 0.5], [0.5, 0.5]).Test.Should().BeNull();
        StudentTests.EquivalenceP([0.5, 0.5], [0.5, 0.5], 0.01).Should().Be(0);
        StudentTests.EquivalenceP([0.75, 0.75], [0.5, 0.5], 0.01).Should().Be(1);
        StudentTests.EquivalenceP([0.75, 0.75], [0.5, 0.5], 0.25).Should().BeNull();
        PermutationTests.TwoSample([0.5, 0.5], [0.5, 0.5])!.P.Should().Be(1);
    }

    [Fact]
    public void Equal_values_whose_sum_is_rounded_do_not_vary()
    {
        double[] eight = [.. Enumerable.Repeat(0.1, 8)];
        (eight.Sum() / 8).Should().NotBe(0.1, "the test would show nothing otherwise");

        Samples.Mean(eight).Should().Be(0.1);
        Samples.Variance(eight).Should().Be(0);
        StudentTests.Welch(eight, [.. Enumerable.Repeat(0.1, 5)]).Test.Should().BeNull();
    }

    [Fact]
    public void Differences_that_are_equal_but_for_rounding_have_no_size_of_effect() =>
        EffectSizes.Dz([0.9, 0.8, 0.7], [0.8, 0.7, 0.6]).Should().BeNull();

    [Fact]
    public void Sums_that_are_equal_but_for_rounding_are_ties()
    {
        // Two of the four pairs of 0.1 + 0.4 and 0.2 + 0.3 have the sum 0.5, though not in binary; any other sum is as common on either side.
        PermutationTests.TwoSample([0.1, 0.4], [0.2, 0.3])!.P.Should().Be(1);
        PermutationTests.SignFlip([0.1, 0.2, 0.3], [0, 0, 0.6])!.P.Should().Be(1);
    }

    [Fact]
    public void Beyond_a_million_arrangements_p_is_estimated_and_says_so()
    {
        // 21 differences of which 16 are positive, all of one size: the sign test has a closed form.
        double[] first = [.. Enumerable.Repeat(1.0, 16), .. Enumerable.Repeat(0.0, 5)], second = [.. Enumerable.Repeat(0.0, 16), .. Enumerable.Repeat(1.0, 5)];
        double exact = 2 * Enumerable.Range(0, 6).Sum(k => Binomial(21, k)) / Math.Pow(2, 21);

        var estimated = PermutationTests.SignFlip(first, second)!;

        estimated.Draws.Should().Be(100_000);
        estimated.P.Should().BeApproximately(exact, 4 * 2 * Math.Sqrt(exact / 2 / 100_000)).And.NotBe(exact);
        PermutationTests.SignFlip(first, second).Should().Be(estimated, "the seed is the same");
        PermutationTests.SignFlip(first, second, seed: 1)!.P.Should().NotBe(estimated.P);
        PermutationTests.SignFlip(first[1..], second[1..])!.Draws.Should().BeNull();
        // The probability of 9 of 12 ones among the first 12 of 24, and of more: hypergeometric.
        double[] ones = [.. Enumerable.Repeat(1.0, 9), 0, 0, 0], zeros = [1, 1, 1, .. Enumerable.Repeat(0.0, 9)];
        double hypergeometric = 2 * Enumerable.Range(9, 4).Sum(k => Binomial(12, k) * Binomial(12, 12 - k)) / Binomial(24, 12);
        var drawn = PermutationTests.TwoSample(ones, zeros)!;
        drawn.Draws.Should().Be(100_000);
        drawn.P.Should().BeApproximately(hypergeometric, 4 * 2 * Math.Sqrt(hypergeometric / 2 / 100_000));

        static double Binomial(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
    }

    [Fact]
    public void The_bootstrap_has_the_quantiles_of_the_binomial_distribution()
    {
        // One image in five makes the difference, so that a resample's difference is binomial over five: P(X = 0) = .33, P(X <= 2) = .94, P(X <= 3) = .993.
        bool[] right = [true, false, true, true, true], wrong = [false, false, true, true, true];

        ImageBootstrap.Difference([right], [wrong]).Should().Be(new Interval(0, 0.6));
        ImageBootstrap.Difference([wrong, right], [right, right]).Should().Be(new Interval(-0.3, 0));
        ImageBootstrap.Difference([right], [right]).Should().Be(new Interval(0, 0));
    }

    [Fact]
    public void The_bootstrap_of_many_images_has_the_normal_interval()
    {
        // 10,000 images, of which 600 are won and 400 lost: 2 points, with a standard error of sqrt(0.1 - 0.0004) / 100.
        bool[] first = [.. Enumerable.Range(0, 10_000).Select(i => i >= 400)], second = [.. Enumerable.Range(0, 10_000).Select(i => i < 9_400)];

        var interval = ImageBootstrap.Difference([first], [second]);

        double half = 1.96 * Math.Sqrt(0.1 - 0.0004) / 100;
        interval.Low.Should().BeApproximately(0.02 - half, 0.1 * half);
        interval.High.Should().BeApproximately(0.02 + half, 0.1 * half);
    }

    [Fact]
    public void A_cost_per_point_has_an_interval_only_if_error_was_certainly_removed()
    {
        ErrorEfficiency.PerPoint(10_000, 0.005, new Interval(0.0025, 0.01)).Should().Be(new Effect(20_000, new Interval(10_000, 40_000)));
        ErrorEfficiency.PerPoint(10_000, 0.005, new Interval(-0.001, 0.011)).Should().Be(new Effect(20_000, null));
        ErrorEfficiency.PerPoint(10_000, -0.005, new Interval(-0.01, -0.001)).Should().BeNull();
        ErrorEfficiency.PerPoint(0, 0.005, new Interval(0.0025, 0.01)).Should().BeNull();
    }

    [Fact]
    public void The_spread_of_independent_errors_is_found_again()
    {
        // Four images; of two runs, one gets the first right, both the second, none the third, one the fourth: (1/4 + 1/4) x 2 / 1 = 1.
        SeedSpread.IfImagesWereIndependent([[true, true, false, false], [false, true, false, true]]).Should().BeApproximately(1.0 / 4, 1e-15);
        SeedSpread.IfImagesWereIndependent([[true, false]]).Should().BeNull();
        // 3 runs of 10,000 images that are right with probability .9, independently: sqrt(.09 / 10,000).
        var random = new Random(5);
        var runs = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 10_000).Select(_ => random.NextDouble() < 0.9).ToArray()).ToArray();
        SeedSpread.IfImagesWereIndependent(runs).Should().BeApproximately(0.003, 0.0001);
    }
}
