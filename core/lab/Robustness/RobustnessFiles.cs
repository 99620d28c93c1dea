using System.Globalization;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Robustness.Corruptions;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Runs.Charts;

namespace SeRes2Net.Lab.Robustness;

/// <summary>The files of a run directory that say how robust its network is: <c>robustness/robustness.json</c>, <c>.csv</c> and <c>heatmap.svg</c>.</summary>
public static class RobustnessFiles
{
    /// <summary>The folder in a run directory.</summary>
    public const string FolderName = "robustness";

    /// <summary>The file with all figures.</summary>
    public const string SummaryName = "robustness.json";

    /// <summary>Writes all of them, in place of earlier ones, and returns the folder.</summary>
    /// <exception cref="CheckpointException">A file cannot be written; a previous one is untouched.</exception>
    public static string Write(RobustnessSummary summary)
    {
        string folder = Path.Combine(summary.Run, FolderName);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{folder}: cannot be created: {e.Message}", e);
        }
        WholeFile.WriteText(Path.Combine(folder, "robustness.csv"), Table(summary));
        WholeFile.WriteText(Path.Combine(folder, "heatmap.svg"), Picture(summary));
        WholeFile.WriteText(Path.Combine(folder, SummaryName), summary.ToJson());
        return folder;
    }

    /// <summary>A row for each corruption at each severity, after one for the images as they are (severity 0).</summary>
    internal static string Table(RobustnessSummary summary)
    {
        IEnumerable<string[]> rows =
        [
            ["corruptions", "corruption", "family", "severity", "images", "correct", "accuracy", "accuracy_low", "accuracy_high"],
            Row("none", "", 0, summary.Clean),
            .. summary.Scores.Select(score => Row(score.Corruption, score.Family, score.Severity, score.Score)),
        ];
        return string.Concat(rows.Select(Csv.Line));

        string[] Row(string corruption, string family, int severity, Score score) =>
        [
            summary.Corruptions, corruption, family, N(severity), N(score.Images), N(score.Correct), N(score.Accuracy), N(score.Accuracy95.Low), N(score.Accuracy95.High),
        ];

        static string N(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }

    /// <summary>A row for each corruption, a column for each severity and one for their mean.</summary>
    internal static string Picture(RobustnessSummary summary)
    {
        var rows = summary.Scores.GroupBy(score => score.Corruption).Select(group => new HeatRow(
            group.Key, group.First().Family, [.. group.Select(score => score.Score.Accuracy), group.Average(score => score.Score.Accuracy)])).ToList();
        var worst = rows.MinBy(row => row.Shares[^1])!;
        string missing = summary.Missing.Count == 0 ? "" : $" Without {string.Join(", ", summary.Missing)}.";
        string description = string.Create(CultureInfo.InvariantCulture,
            $"Accuracy of {summary.Spec} on {summary.Clean.Images} test images of {summary.Data} under {summary.Corruptions} corruptions. Without corruption " +
            $"{100 * summary.Clean.Accuracy:F1}%, mean corruption error {summary.MeanCorruptionError:F1}%. Worst: {worst.Label}, {100 * worst.Shares[^1]:F1}% on average.{missing}");
        return HeatMap.Draw($"Accuracy in % under {summary.Corruptions} corruptions", string.Create(CultureInfo.InvariantCulture,
                $"{summary.Spec} on {summary.Clean.Images:N0} images of {summary.Data}: {100 * summary.Clean.Accuracy:F1} without corruption"),
            description, [.. Enumerable.Range(1, Corruption.Severities).Select(severity => severity.ToString(CultureInfo.InvariantCulture)), "mean"], "severity", rows);
    }
}
