namespace SeRes2Net.Lab.Reports;

/// <summary>What is written differently in two architectures, as <c>runner diff</c> says it.</summary>
/// <param name="Spec">The architecture's name.</param>
/// <param name="Baseline">The one it is compared with.</param>
/// <param name="Lines">A line for each difference.</param>
public sealed record SpecDifference(string Spec, string Baseline, IReadOnlyList<string> Lines);
