using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Core.Tests.Lab.Statistics;

public class PowerTests
{
    // The table in docs/statistics.md: computed independently, and rounded to the digits given there.
    [Theory]
    [InlineData(3, 0.25, 0.10, 3.26, 3.07)]
    [InlineData(4, 0.125, 0.029, 2.13, 2.38)]
    [InlineData(5, 0.0625, 0.0079, 1.68, 2.02)]
    [InlineData(6, 0.031, 0.0022, 1.43, 1.80)]
    [InlineData(10, 0.002, 0.00001, 1.00, 1.32)]
    public void What_so_many_runs_can_show_is_as_tabulated(int runs, double signFlip, double twoSample, double paired, double unpaired)
    {
        Rounded(PermutationTests.SmallestSignFlipP(runs), signFlip);
        Rounded(PermutationTests.SmallestTwoSampleP(runs, runs), twoSample);
        Power.SmallestPairedEffect(runs).Should().BeApproximately(paired, 0.005);
        Power.SmallestEffect(runs, runs).Should().BeApproximately(unpaired, 0.005);

        // The table gives one to four digits.
        static void Rounded(double value, double tabulated) =>
            Math.Abs(value - tabulated).Should().BeLessThan(tabulated switch { > 0.01 => 5e-4, > 0.001 => 5e-5, _ => 5e-6 });
    }

    [Fact]
    public void A_spread_of_two_tenths_of_a_point_hides_differences_of_a_quarter_point_from_ten_runs() =>
        (0.2 * Power.SmallestEffect(10, 10)).Should().BeApproximately(0.26, 0.005);

    [Fact]
    public void The_noncentral_t_agrees_with_closed_forms()
    {
        // Without noncentrality it is Student's t, with one degree of freedom the Cauchy distribution.
        NoncentralT.Cdf(1, 1, 0).Should().BeApproximately(0.75, 1e-15);
        NoncentralT.Cdf(-2.5, 1, 0).Should().BeApproximately(0.5 - Math.Atan(2.5) / Math.PI, 1e-15);
        // At 0, only the sign of Z + nc counts.
        NoncentralT.Cdf(0, 7, 1.959963984540054).Should().BeApproximately(0.025, 1e-15);
        // A t so large that S hardly matters beside it: t S > nc, where S has two degrees of freedom, has probability exp(-(nc / t)²).
        NoncentralT.Cdf(1e9, 2, 1e9).Should().BeApproximately(Math.Exp(-1), 1e-8);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3.5, 4)]
    [InlineData(1e6, 2)]
    [InlineData(25, 200)]
    public void The_interval_of_the_noncentrality_has_its_tails(double t, int degrees)
    {
        var interval = NoncentralT.NoncentralityInterval(t, degrees);

        NoncentralT.UpperTail(t, degrees, interval.Low).Should().BeApproximately(0.025, 1e-11);
        NoncentralT.Cdf(t, degrees, interval.High).Should().BeApproximately(0.025, 1e-11);
    }
}
