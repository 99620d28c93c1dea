using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace SeRes2Net.Lab.Statistics;

/// <summary>
/// The noncentral t distribution: of (Z + nc) / S, where Z is standard normal and S² is an independent chi-squared over its degrees of
/// freedom. It is what t follows when the means do differ, which power and intervals of effect sizes need (Johnson, Kotz and Balakrishnan,
/// Continuous Univariate Distributions 2, 1995, chapter 31).
/// </summary>
public static class NoncentralT
{
    // Beyond these the normal distribution, and the density of S, add less than a double resolves.
    private const double NormalReach = 9, SpreadReach = 10;
    private const int Panels = 8, Order = 24;

    /// <summary>
    /// Probability of a t of at most <paramref name="t"/>: the normal distribution of t S - nc, integrated over the density of S. Both factors
    /// are smooth on each panel, so Gauss and Legendre's rule gives about 14 digits.
    /// </summary>
    /// <param name="t">The statistic.</param>
    /// <param name="degrees">Degrees of freedom, a whole number of at least 1.</param>
    /// <param name="noncentrality">True difference over the standard error.</param>
    public static double Cdf(double t, int degrees, double noncentrality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        if (t == 0)
            return Normal.CDF(0, 1, -noncentrality);
        double mode = Math.Sqrt((degrees - 1.0) / degrees);
        double peak = LogDensity(mode);
        double total = 0, below = 0;
        foreach (var (from, to) in Pieces())
        {
            double Density(double s) => Math.Exp(LogDensity(s) - peak);
            total += GaussLegendreRule.Integrate(Density, from, to, Order);
            below += GaussLegendreRule.Integrate(s => Density(s) * Normal.CDF(0, 1, t * s - noncentrality), from, to, Order);
        }
        // Dividing by the density's own integral saves its constant, and with it the rounding of a gamma function.
        return below / total;

        double LogDensity(double s) => (degrees == 1 ? 0 : (degrees - 1) * Math.Log(s)) - degrees * s * s / 2;

        // Where S can be, cut again where the normal distribution rises from 0 to 1, which may be within a sliver of that.
        IEnumerable<(double From, double To)> Pieces()
        {
            double low = Math.Max(0, mode - SpreadReach / Math.Sqrt(degrees)), high = mode + SpreadReach / Math.Sqrt(degrees);
            var cuts = Enumerable.Range(0, Panels + 1).SelectMany(i =>
            {
                double share = (double)i / Panels;
                double z = NormalReach * (2 * share - 1);
                return new[] { low + share * (high - low), Math.Clamp((noncentrality + z) / t, low, high) };
            }).Order().ToList();
            return cuts.Zip(cuts.Skip(1)).Where(piece => piece.Second > piece.First);
        }
    }

    /// <summary>Probability of a larger t, precise where it is small.</summary>
    /// <inheritdoc cref="Cdf"/>
    public static double UpperTail(double t, int degrees, double noncentrality) => Cdf(-t, degrees, -noncentrality);

    /// <summary>
    /// 95% interval of the noncentrality behind a t that was observed: with the lower end, a larger t has probability .025, with the upper end,
    /// a smaller one has (Steiger and Fouladi, in What If There Were No Significance Tests?, 1997).
    /// </summary>
    /// <param name="t">The statistic; finite.</param>
    /// <param name="degrees">Degrees of freedom, a whole number of at least 1.</param>
    public static Interval NoncentralityInterval(double t, int degrees)
    {
        // Both probabilities change by all they can while the noncentrality passes through what t and S make likely.
        double reach = NormalReach + Math.Abs(t) * (1 + SpreadReach / Math.Sqrt(degrees));
        return new(
            Solve(noncentrality => UpperTail(t, degrees, noncentrality) - 0.025, -reach, reach),
            Solve(noncentrality => 0.025 - Cdf(t, degrees, noncentrality), -reach, reach));
    }

    /// <summary>The noncentrality with which a two-sided t-test finds the difference so often.</summary>
    /// <param name="degrees">Degrees of freedom, a whole number of at least 1.</param>
    /// <param name="power">In (alpha, 1).</param>
    /// <param name="alpha">The level of the test.</param>
    public static double NoncentralityFor(int degrees, double power, double alpha)
    {
        double critical = StudentDistribution.Critical(degrees, alpha);
        double reach = NormalReach + critical * (1 + SpreadReach / Math.Sqrt(degrees));
        return Solve(nc => UpperTail(critical, degrees, nc) + Cdf(-critical, degrees, nc) - power, 0, reach);
    }

    // Brent's accuracy is one of both the argument, which is scaled for it, and the probability.
    private static double Solve(Func<double, double> rising, double low, double high) =>
        high * Brent.FindRoot(share => rising(share * high), low / high, 1, accuracy: 1e-14, maxIterations: 300);
}
