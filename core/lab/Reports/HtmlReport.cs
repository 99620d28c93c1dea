using System.Security.Cryptography;
using System.Text;
using SeRes2Net.Lab.Reports.Pages;
using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports;

/// <summary><c>report.html</c>: one page that needs nothing else, neither network nor fonts nor scripts.</summary>
public static class HtmlReport
{
    private const int MostSentences = 12;

    private const string Footer = "Every figure is computed from the runs' directories; docs/report.md says what each part means.";

    /// <summary>What a browser may load for the page: its own style and nothing more.</summary>
    public static string ContentPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PageStyle.Text)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>The whole page.</summary>
    /// <param name="input">What it shows.</param>
    /// <param name="live">How it is kept up to date; null for a file.</param>
    public static string Write(ReportInput input, LiveView? live = null) => Page(input.Results.Name, live, Html.Of($"""
        {Summary.Sentences(input).Select(sentence => Html.Of($"<p>{sentence}</p>\n"))}{Missing(input)}{Verdicts(input)}{Sections(input, live is not null)}
        """));

    /// <summary>The page of a folder of which nothing can be shown, with the reason in a sentence.</summary>
    public static string WriteEmpty(string name, LiveView live, string why) => Page(name, live, Html.Of($"<p>{why}</p>\n"));

    /// <summary>A page around its content.</summary>
    internal static string Page(string name, LiveView? live, Html content, string footer = Footer) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        {Head(live)}<title>{name}</title>
        <style>{new Html(PageStyle.Text)}</style>
        </head>
        <body>
        {Navigation(live)}<main>
        <h1>{name}</h1>
        {Alert(live?.Problems ?? [], "These folders cannot be read:")}{content}</main>
        <footer>{footer}</footer>
        </body>
        </html>

        """).Text;

    // A server sends its policy as a header.
    private static Html Head(LiveView? live) => live is null
        ? Html.Of($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentPolicy}\">\n")
        : Html.Of($"<script src=\"{live.Script}\" defer></script>\n");

    private static Html Navigation(LiveView? live) => live is null ? new Html("") : Html.Of($"""
        <nav aria-label="Folders"><p><span id="live">Live: the page follows the runs.</span> {live.Links.Select(link => Html.Of($"<a href=\"{link.Address}\">{link.Name}</a> "))}</p></nav>

        """);

    private static Html Alert(IEnumerable<string> lines, string title) => !lines.Any() ? new Html("") : Html.Of($"""
        <div class="alert" role="note"><p><strong>{title}</strong></p>
        <ul>
        {lines.Select(line => Html.Of($"<li>{line}</li>\n"))}</ul></div>

        """);

    private static Html Missing(ReportInput input) => Alert(input.Results.IsComplete ? [] : input.Results.Problems, Summary.Incomplete(input));

    private static Html Verdicts(ReportInput input)
    {
        if (input.Comparisons.Count == 0)
            return new Html("");
        var list = Html.Of($"""
            <ul class="verdicts">
            {input.Comparisons.Select(comparison => Html.Of(
                $"<li><span class=\"verdict {Class(comparison.Verdict)}\">{VerdictWords.Of(comparison.Verdict)}</span> <span>{comparison.Sentence}</span></li>\n"))}</ul>

            """);
        return input.Comparisons.Count <= MostSentences ? list : Html.Of($"<p>{Summary.Verdicts(input)}</p>\n{Parts.Folded("Every verdict as a sentence", list)}");
    }

    private static IEnumerable<Html> Sections(ReportInput input, bool isLive) =>
    [
        Parts.Section("results", "Results", Parts.Table(StudyTables.Results(input), hasCaption: false)),
        Parts.Section("every-run", "Every run", RunFigures.Runs(input), Parts.Folded("All runs and their folders", Parts.Table(StudyTables.Runs(input), hasCaption: false), isLive)),
        Parts.Section("differences", "Differences", RunFigures.Differences(input),
            Parts.Folded("All tests", Parts.Table(StudyTables.Comparisons(input), hasCaption: false), input.Comparisons.Count <= 10)),
        Parts.Section("efficiency", "Efficiency", [.. RunFigures.Efficiency(input), Parts.Table(StudyTables.Costs(input))]),
        Parts.Section("measures", "Measures", [.. MeasureFigures.All(input), Parts.Table(MeasureTables.All(input), hasCaption: false)]),
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
