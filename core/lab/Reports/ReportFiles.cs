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
        return WriteAll(folder, [.. All.Select(file => (file.Name, file.Write(input)))]);
    }

    /// <summary>Writes texts into a folder, which is made if need be, and returns their paths.</summary>
    /// <exception cref="CheckpointException">One cannot be written; a previous one is untouched.</exception>
    internal static IReadOnlyList<string> WriteAll(string folder, IReadOnlyList<(string Name, string Text)> files)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{folder}: cannot be made: {e.Message}", e);
        }
        foreach (var (name, text) in files)
            WholeFile.WriteText(Path.Combine(folder, name), text);
        return [.. files.Select(file => Path.Combine(folder, file.Name))];
    }
}
