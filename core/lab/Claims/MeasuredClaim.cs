using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Claims;

/// <summary>A published figure beside what runs of the same network reached.</summary>
/// <param name="Value">Mean over the runs, in the claim's unit.</param>
/// <param name="Interval">95% t-interval of the mean; null for fewer than two runs.</param>
/// <param name="Runs">Number of completed runs.</param>
/// <param name="IsSameProtocol">Whether recipe and data are the report's; only then do the two answer the same question.</param>
/// <param name="IsInside">Whether the published figure lies within the interval; null without one.</param>
/// <param name="Sentence">All of this in words.</param>
public sealed record MeasuredClaim(double Value, Interval? Interval, int Runs, bool IsSameProtocol, bool? IsInside, string Sentence);
