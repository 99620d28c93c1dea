namespace SeRes2Net.Lab.Statistics;

/// <summary>What a network pays for its accuracy: parameters, or multiply-accumulates, added for each percentage point of error removed.</summary>
public static class ErrorEfficiency
{
    /// <summary>Added cost over removed error.</summary>
    /// <param name="added">The network's cost minus the baseline's.</param>
    /// <param name="difference">Difference of the accuracies, as a fraction: the error removed.</param>
    /// <param name="interval">Its interval.</param>
    /// <returns>Null if nothing was added or no error was removed. The interval follows from the difference's, and is null if that holds 0:
    /// then the true cost of a point may be any number, or none.</returns>
    public static Effect? PerPoint(long added, double difference, Interval? interval)
    {
        if (added <= 0 || !(difference > 0))
            return null;
        return new(Cost(difference), interval is { Low: > 0 } removed ? new Interval(Cost(removed.High), Cost(removed.Low)) : null);

        double Cost(double error) => added / (100 * error);
    }
}
