using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Lab.Claims;

/// <summary>A report's claims, checked.</summary>
/// <param name="Claims">What it publishes.</param>
/// <param name="Findings">One for each figure, in the order of the file.</param>
public sealed record ClaimReport(ClaimSet Claims, IReadOnlyList<ClaimFinding> Findings)
{
    /// <summary>Number of figures with a verdict.</summary>
    public int Count(ClaimVerdict verdict) => Findings.Count(finding => finding.Verdict == verdict);

    /// <summary>Whether any figure contradicts what it was checked against.</summary>
    public bool HasContradictions => Count(ClaimVerdict.Contradicts) > 0;
}
