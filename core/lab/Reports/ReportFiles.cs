using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Reports.Tables;

namespace SeRes2Net.Lab.Reports;

/// <summary>A report's files.</summary>
public static class ReportFiles
{
    private static readonly (string Name, Func<ReportInput, string> Write)[] All =
    [
        ("report.html", input => HtmlReport.Write(input)),
        ("report.md", MarkdownReport.Write),
        ("report.csv", CsvReport.Networks),
        ("report-runs.csv", CsvReport.Runs),
        ("report.tex", LatexReport.Write),
    ];

    /// <summary>Writes all of them into a folder, which is made if need be, and returns their paths.</summary>
    /// <exception cref="CheckpointException">One cannot be written; a previous one is untouched.</exception>
    public static IReadOnlyList<string> Write(string folder, ReportInput input)
    {
        // Everything is computed before anything is written.
        var texts = All.Select(file => (Path: Path.Combine(folder, file.Name), Text: file.Write(input))).ToList();
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{folder}: cannot be made: {e.Message}", e);
        }
        foreach (var (path, text) in texts)
            WholeFile.WriteText(path, text);
        return [.. texts.Select(file => file.Path)];
    }
}
