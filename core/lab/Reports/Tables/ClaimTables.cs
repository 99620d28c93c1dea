using SeRes2Net.Lab.Claims;

namespace SeRes2Net.Lab.Reports.Tables;

/// <summary>Checked claims as tables.</summary>
public static class ClaimTables
{
    /// <summary>One row for each figure of a report, without the arithmetic.</summary>
    public static ReportTable Figures(ClaimReport report) => new(report.Claims.Report, ReportColumn.Of("Table", "Row", "Figure", ">Published", "Verdict"),
    [
        .. report.Findings.Select(finding => (IReadOnlyList<string>)
            [finding.Table.Name, finding.Row.Name, finding.Claim.Quantity.Name, Published(finding), Words(finding.Verdict)]),
    ]);

    /// <summary>The same with the arithmetic, in place of the table that a row stands in.</summary>
    public static ReportTable Checks(ClaimReport report) => new(report.Claims.Report, ReportColumn.Of("Row", "Figure", ">Published", "Verdict", "Why", "Measured"),
    [
        .. report.Findings.Select(finding => (IReadOnlyList<string>)
        [
            finding.Row.Name, finding.Claim.Quantity.Name, Published(finding), Words(finding.Verdict),
            string.Join(' ', finding.DecidingFirst.Select(check => check.Sentence)), finding.Measured?.Sentence ?? "",
        ]),
    ]);

    /// <summary>The contradictions of a report, a sentence each: which figure, and the arithmetic.</summary>
    public static IEnumerable<string> Contradictions(ClaimReport report) =>
        from finding in report.Findings
        from check in finding.Checks
        where check.Verdict == ClaimVerdict.Contradicts
        select $"{finding.Row.Name}, {finding.Claim.Quantity.Name} {Published(finding)}: {check.Sentence}";

    /// <summary>How many figures have which verdict, in words.</summary>
    public static string Tally(IReadOnlyList<ClaimReport> reports)
    {
        int Sum(ClaimVerdict verdict) => reports.Sum(report => report.Count(verdict));
        return $"{reports.Sum(report => report.Findings.Count)} figures: {Sum(ClaimVerdict.Consistent)} consistent,"
            + $" {Sum(ClaimVerdict.Contradicts)} contradicted, {Sum(ClaimVerdict.Unchecked)} that nothing could be checked against.";
    }

    /// <summary>A verdict in words.</summary>
    public static string Words(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Consistent => "consistent",
        ClaimVerdict.Contradicts => "contradicts",
        _ => "cannot be checked",
    };

    /// <summary>A published figure with its unit.</summary>
    public static string Published(ClaimFinding finding)
    {
        var unit = finding.Claim.Quantity.Unit;
        return unit.Length == 0 ? finding.Claim.Published.Text : $"{finding.Claim.Published.Text.TrimEnd('%', ' ')} {unit}";
    }
}
