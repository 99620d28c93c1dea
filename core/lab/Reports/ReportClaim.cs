using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Lab.Claims;
using SeRes2Net.Lab.Reports.Tables;

namespace SeRes2Net.Lab.Reports;

/// <summary>A published figure beside what it was checked against and what was measured.</summary>
/// <param name="Statement">What is claimed, in words.</param>
/// <param name="Published">The published figure.</param>
/// <param name="Verdict">What the checks that need no run say, or else runs by the report's own protocol, in words.</param>
/// <param name="Why">The arithmetic behind the verdict, and what runs of the same network reached.</param>
/// <param name="Source">Where it is published.</param>
public sealed record ReportClaim(string Statement, string Published, string Verdict, string Why, string Source)
{
    /// <summary>
    /// The figures of a report that concern some architectures: those of their rows, and those of rows that compare them or that name no
    /// architecture at all.
    /// </summary>
    /// <param name="report">The report, checked.</param>
    /// <param name="file">Its file.</param>
    /// <param name="specs">Paths of the architectures, as the file's host named them.</param>
    public static IEnumerable<ReportClaim> Of(ClaimReport report, ClaimsFile file, IReadOnlyCollection<string> specs)
    {
        return
            from finding in report.Findings
            where Concerns(finding.Row)
            select new ReportClaim(
                $"{finding.Row.Name}: {finding.Claim.Quantity.Name}", ClaimTables.Published(finding), Words(finding), Reason(finding), report.Claims.Report);

        bool Concerns(ClaimRow row)
        {
            string?[] named = [file.SpecOf(row), .. new[] { row.Of, row.Baseline }.Select(name => report.Claims.Row(name)).Select(other => other is null ? null : file.SpecOf(other))];
            string[] known = [.. named.OfType<string>()];
            return known.Length == 0 || known.Any(specs.Contains);
        }
    }

    private static string Words(ClaimFinding finding) => finding switch
    {
        { Verdict: ClaimVerdict.Unchecked, Measured: { IsSameProtocol: true, IsInside: { } isInside } } => isInside ? "within what was measured" : "outside what was measured",
        _ => ClaimTables.Words(finding.Verdict),
    };

    // Once something was measured, what else could tell does not matter.
    private static string Reason(ClaimFinding finding) => finding switch
    {
        { Verdict: ClaimVerdict.Unchecked, Measured: { } measured } => measured.Sentence,
        _ => string.Join(' ', [.. finding.DecidingFirst.Select(check => check.Sentence), .. finding.Measured is { } measured ? [measured.Sentence] : (string[])[]]),
    };
}
