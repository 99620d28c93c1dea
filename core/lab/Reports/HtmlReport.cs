using System.Security.Cryptography;
using System.Text;
using SeRes2Net.Lab.Reports.Pages;
using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports;

/// <summary><c>report.html</c>: one page that needs nothing else, neither network nor fonts nor scripts.</summary>
public static class HtmlReport
{
    /// <summary>What a browser may load for the page: its own style and nothing more.</summary>
    public static string ContentPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PageStyle.Text)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>The whole page.</summary>
    /// <param name="input">What it shows.</param>
    /// <param name="live">How it is kept up to date; null for a file.</param>
    public static string Write(ReportInput input, LivePage? live = null) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        {(live is null ? Html.Of($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentPolicy}\">\n") : Html.Of($"<script src=\"{live.Script}\" defer></script>\n"))}<title>{input.Results.Name}</title>
        <style>{new Html(PageStyle.Text)}</style>
        </head>
        <body>
        {(live is null ? new Html("") : Navigation(live))}<main>
        <h1>{input.Results.Name}</h1>
        {Summary.Sentences(input).Select(sentence => Html.Of($"<p>{sentence}</p>\n"))}{Missing(input)}{Verdicts(input)}
        {Sections(input, live is not null)}</main>
        <footer>Every figure is computed from the runs' directories; docs/report.md says what each part means.</footer>
        </body>
        </html>

        """).Text;

    private static Html Navigation(LivePage live) => Html.Of($"""
        <nav aria-label="Folders"><p><span id="live">Live: the page follows the runs.</span> {live.Links.Select(link => Html.Of($"<a href=\"{link.Address}\">{link.Name}</a> "))}</p></nav>

        """);

    private static Html Missing(ReportInput input) => input.Results.IsComplete ? new Html("") : Html.Of($"""
        <div class="alert" role="note"><p><strong>{Summary.Incomplete(input)}</strong></p>
        <ul>
        {input.Results.Problems.Select(problem => Html.Of($"<li>{problem}</li>\n"))}</ul></div>

        """);

    private static Html Verdicts(ReportInput input) => input.Comparisons.Count == 0 ? new Html("") : Html.Of($"""
        <ul class="verdicts">
        {input.Comparisons.Select(comparison => Html.Of(
            $"<li><span class=\"verdict {Class(comparison.Verdict)}\">{Figures.Words(comparison.Verdict)}</span> {comparison.Sentence}</li>\n"))}</ul>

        """);

    private static IEnumerable<Html> Sections(ReportInput input, bool isLive) =>
    [
        Parts.Section("results", "Results", Parts.Table(StudyTables.Results(input), hasCaption: false)),
        Parts.Section("every-run", "Every run", RunFigures.Runs(input), Parts.Folded("All runs and their folders", Parts.Table(StudyTables.Runs(input), hasCaption: false), isLive)),
        Parts.Section("differences", "Differences", RunFigures.Differences(input),
            Parts.Folded("All tests", Parts.Table(StudyTables.Comparisons(input), hasCaption: false), input.Comparisons.Count <= 10)),
        Parts.Section("efficiency", "Efficiency", [.. RunFigures.Efficiency(input), Parts.Table(StudyTables.Costs(input))]),
        Parts.Section("measures", "Measures", Parts.Table(MeasureTables.All(input), hasCaption: false)),
        Parts.Section("training", "Training", CurveFigures.All(input)),
        Parts.Section("confusions", "Confusion matrices", ClassFigures.Confusions(input)),
        Parts.Section("classes", "Differences by class", ClassFigures.Differences(input)),
        Parts.Section("specs", "Differences between the specs", input.Differences.Select(Spec)),
        Parts.Section("claims", "Claims", Parts.Table(StudyTables.Claims(input), hasCaption: false)),
        Parts.Section("environment", "Environment", Parts.Table(EnvironmentTables.Values(input), hasCaption: false), Parts.Folded("Hashes", Parts.Table(EnvironmentTables.Hashes(input), hasCaption: false))),
    ];

    private static Html Spec(SpecDifference difference) => Html.Of($"""
        <p><strong>{difference.Spec}</strong> against {difference.Baseline}</p>
        <ul>
        {difference.Lines.Select(line => Html.Of($"<li>{line}</li>\n"))}</ul>

        """);

    private static string Class(Verdict verdict) => verdict switch
    {
        Verdict.Better => "better",
        Verdict.Worse => "worse",
        Verdict.Equivalent => "equivalent",
        _ => "open",
    };
}
