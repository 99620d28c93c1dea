namespace SeRes2Net.Lab.Statistics;

/// <summary>A range that holds the true value in 95 of 100 repetitions.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether a value lies within, ends included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
