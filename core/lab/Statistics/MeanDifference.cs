namespace SeRes2Net.Lab.Statistics;

/// <summary>The difference of two means, with what a t-test says about it.</summary>
/// <param name="Value">The first mean minus the second; NaN if either sample is empty.</param>
/// <param name="Interval">95% t-interval; null where there are too few values.</param>
/// <param name="Test">The test that the true difference is 0. Null where SciPy gives NaN: too few values to know a spread, or nothing varies
/// and the means are equal, so that t is 0 / 0. If nothing varies and the means differ, t is infinite and p is 0.</param>
public sealed record MeanDifference(double Value, Interval? Interval, TestResult? Test)
{
    /// <summary>The test of a difference with a known standard error.</summary>
    internal static MeanDifference Of(double difference, double standardError, double degrees)
    {
        if (double.IsNaN(standardError))
            return new(difference, null, null);
        double half = standardError == 0 ? 0 : StudentDistribution.Critical(degrees) * standardError;
        double t = difference / standardError;
        return new(difference, new Interval(difference - half, difference + half),
            double.IsNaN(t) ? null : new TestResult(t, degrees, StudentDistribution.TwoSidedP(t, degrees)));
    }
}
