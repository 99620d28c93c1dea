using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace SeRes2Net.Lab.Statistics;

/// <summary>Student's t: tails with full relative precision, and critical values.</summary>
public static class StudentDistribution
{
    /// <summary>Probability of a t at least as far from 0 as this one. An infinite t has 0.</summary>
    public static double TwoSidedP(double t, double degrees) =>
        double.IsInfinity(t) ? 0 : SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + t * t));

    /// <summary>Probability of a larger t.</summary>
    public static double UpperTail(double t, double degrees)
    {
        double half = TwoSidedP(t, degrees) / 2;
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>The t that is exceeded, on either side together, with probability <paramref name="alpha"/>.</summary>
    /// <param name="degrees">Degrees of freedom, above 0; not necessarily whole.</param>
    /// <param name="alpha">In (0, 1).</param>
    public static double Critical(double degrees, double alpha = 0.05)
    {
        // The tails of few degrees of freedom span many powers of ten, and a logarithm makes them even.
        double Excess(double logT) => TwoSidedP(Math.Exp(logT), degrees) - alpha;
        double low = 0, high = 1;
        while (Excess(low) < 0)
            low -= 1;
        while (Excess(high) > 0)
            high += 1;
        return Math.Exp(Brent.FindRoot(Excess, low, high, accuracy: 1e-14, maxIterations: 200));
    }
}
