namespace SeRes2Net.Lab.Reports;

/// <summary>A published statement beside what was measured.</summary>
/// <param name="Statement">What is claimed, in words.</param>
/// <param name="Published">The published figure.</param>
/// <param name="Measured">The measured one; empty if there is none.</param>
/// <param name="Verdict">Whether they agree, in words.</param>
/// <param name="Source">Where it is published.</param>
public sealed record ReportClaim(string Statement, string Published, string Measured, string Verdict, string Source);
