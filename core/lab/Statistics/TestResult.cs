namespace SeRes2Net.Lab.Statistics;

/// <summary>A test of a hypothesis.</summary>
/// <param name="Statistic">Its statistic: t, or the mean difference of a permutation test.</param>
/// <param name="Degrees">Degrees of freedom; null for exact tests.</param>
/// <param name="P">Two-sided p, unless said otherwise.</param>
public sealed record TestResult(double Statistic, double? Degrees, double P)
{
    /// <summary>Random draws that p was estimated from; null if it is computed exactly.</summary>
    public int? Draws { get; init; }
}
