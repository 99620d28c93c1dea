namespace SeRes2Net.Lab.Statistics;

/// <summary>A size of an effect, with its interval where there is one.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Interval">95% interval; null if it cannot be given.</param>
public sealed record Effect(double Value, Interval? Interval);
