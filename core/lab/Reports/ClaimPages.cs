using System.Text;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Claims;
using SeRes2Net.Lab.Reports.Pages;
using SeRes2Net.Lab.Reports.Tables;

namespace SeRes2Net.Lab.Reports;

/// <summary>Checked claims of reports as a page, in HTML and in Markdown.</summary>
public static class ClaimPages
{
    private const string Title = "Published claims, checked";

    private static readonly string[] Meaning =
    [
        "Nothing was trained for the verdicts. Parameters, multiply-accumulates and FLOPs are compared with the closed-form counts of the"
            + " compiled networks, in whichever convention of FLOPs fits; tests, differences and efficiencies with the other figures of the same report."
            + " Every figure stands for all that rounds to it.",
        "What this shows: a contradiction means that two figures cannot both be right as they are printed, for the network and the test that our file takes them to be about."
            + " It does not say which of the two is wrong, nor why: a report may have counted another variant of a network, or misprinted a digit.",
        "What it does not show: a consistent figure may still be wrong, and no error rate is confirmed or refuted here; that takes training by the report's own protocol, over enough seeds."
            + " Whatever is not known to us of a report is left out of its file.",
    ];

    /// <summary>Writes <c>claims.md</c> and <c>claims.html</c> into a folder, which is made if need be, and returns their paths.</summary>
    /// <exception cref="CheckpointException">One cannot be written; a previous one is untouched.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<ClaimReport> reports)
    {
        var files = new[] { ("claims.html", Html(reports)), ("claims.md", Markdown(reports)) };
        return ReportFiles.WriteAll(folder, files);
    }

    /// <summary>The page in Markdown.</summary>
    public static string Markdown(IReadOnlyList<ClaimReport> reports)
    {
        var text = new StringBuilder($"# {Title}\n\n{ClaimTables.Tally(reports)}\n\n");
        foreach (var paragraph in Meaning)
            text.Append(paragraph).Append("\n\n");
        foreach (var report in reports)
        {
            text.Append(MarkdownReport.Table(ClaimTables.Checks(report).WithoutEmptyColumns() with { Note = About(report) })).Append('\n');
            foreach (var line in Remarks(report))
                text.Append("- ").Append(MarkdownReport.Inline(line)).Append('\n');
            text.Append('\n');
        }
        return text.ToString().TrimEnd('\n').Replace("\n\n\n", "\n\n", StringComparison.Ordinal) + "\n";
    }

    /// <summary>The page in HTML; it needs nothing else.</summary>
    public static string Html(IReadOnlyList<ClaimReport> reports) => HtmlReport.Page(Title, null, Pages.Html.Of($"""
        <p><strong>{ClaimTables.Tally(reports)}</strong></p>
        {Meaning.Select(paragraph => Pages.Html.Of($"<p>{paragraph}</p>\n"))}{reports.Select(Section)}
        """), "Written by runner claims; docs/claims.md says how figures are checked.");

    private static Html Section(ClaimReport report) => Parts.Section(
        report.Claims.Name, report.Claims.Report, Parts.Paragraph(About(report)),
        Parts.Table(ClaimTables.Checks(report).WithoutEmptyColumns(), hasCaption: false), List(Remarks(report)));

    private static Html List(IEnumerable<string> lines)
    {
        var items = Pages.Html.Join(lines.Select(line => Pages.Html.Of($"<li>{line}</li>\n")));
        return items.Text.Length == 0 ? items : Pages.Html.Of($"<ul>\n{items}</ul>\n");
    }

    private static string About(ClaimReport report) =>
        string.Join(' ', new[] { report.Claims.Summary, report.Claims.Source.Length > 0 ? $"Source: {report.Claims.Source}." : "" }.Where(part => part.Length > 0));

    private static IEnumerable<string> Remarks(ClaimReport report) =>
        report.Claims.Protocols.Where(protocol => protocol.Summary.Length > 0).Select(Protocol)
            .Concat(report.Claims.Rows.Where(row => row.Note.Length > 0).Select(row => $"{row.Name}: {row.Note}"));

    private static string Protocol(ClaimProtocol protocol) =>
        $"{protocol.Name}: {protocol.Summary}" + (protocol.Recipe is { } recipe ? $" Here it is the recipe {recipe}." : "");
}
