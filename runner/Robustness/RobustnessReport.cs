using System.Globalization;
using System.Text.Json;
using SeRes2Net.Lab.Robustness;
using SeRes2Net.Lab.Robustness.Corruptions;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Robustness;

/// <summary>What a measurement of robustness prints.</summary>
internal static class RobustnessReport
{
    /// <summary>For one run a table by severity; for several, a column for each of them.</summary>
    public static void Write(IReadOnlyList<RobustnessSummary> summaries, IReadOnlyList<string> folders)
    {
        var output = Console.Out;
        foreach (var summary in summaries)
        {
            output.WriteLine($"{Name(summary)}, {summary.Weights} weights, seed {summary.RunSeed}, on {DisplayFormat.Count(summary.Clean.Images)} test images of {summary.Data}; " +
                $"{summary.Precision} on {summary.Device}, {summary.Threads} threads");
            output.WriteLine($"  without corruption: accuracy {DisplayFormat.Percent(summary.Clean.Accuracy)} (95% {Shown(summary.Clean.Accuracy95)})");
            output.WriteLine($"  mean corruption error, {summary.Corruptions}: {Points(summary.MeanCorruptionError)} {Shown(summary.MeanCorruptionErrorInterval)}, over " +
                $"{summary.Scores.Count / Corruption.Severities} corruptions at {Corruption.Severities} severities" +
                (summary.Missing.Count == 0 ? "" : $", without {string.Join(", ", summary.Missing)}"));
            foreach (var shifted in summary.Shifted)
                output.WriteLine($"  {shifted.Data}, {DisplayFormat.Count(shifted.Score.Images)} images: accuracy {DisplayFormat.Percent(shifted.Score.Accuracy)} (95% {Shown(shifted.Score.Accuracy95)})");
            if (summary != summaries[0] && summary.DifferenceTo(summaries[0]) is { } difference)
                output.WriteLine($"  mean corruption error minus that of {Name(summaries[0])}: {Points(difference.Value)} {Shown(difference.Interval)}");
        }
        output.WriteLine();
        output.Write(summaries.Count == 1 ? BySeverity(summaries[0]) : SideBySide(summaries));
        output.WriteLine();
        output.WriteLine("Intervals are over the images, not over seeds.");
        output.WriteLine($"Files: {string.Join(", ", folders)}");
    }

    /// <summary>The same for a program.</summary>
    public static void WriteJson(IReadOnlyList<RobustnessSummary> summaries) => JsonOutput.WriteObject(json =>
    {
        json.WriteStartArray("runs");
        foreach (var summary in summaries)
            json.WriteRawValue(summary.ToJson());
        json.WriteEndArray();
        json.WriteArray("differences_to_first", summaries.Skip(1), summary =>
        {
            json.WriteString("run", summary.Run);
            if (summary.DifferenceTo(summaries[0]) is not { } difference)
            {
                json.WriteNull("mean_corruption_error");
                return;
            }
            json.WriteNumber("mean_corruption_error", difference.Value);
            if (difference.Interval is { } interval)
                Write(json, "mean_corruption_error_95", interval);
        });
    });

    private static void Write(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }

    private static string BySeverity(RobustnessSummary summary) => TextTable.Render(
        ["corruption", "family", .. Enumerable.Range(1, Corruption.Severities).Select(severity => $">{severity}"), ">mean"],
        summary.Scores.GroupBy(score => score.Corruption).Select(group => (IReadOnlyList<string>)
        [
            group.Key, group.First().Family, .. group.Select(score => DisplayFormat.Percent(score.Score.Accuracy)),
            DisplayFormat.Percent(group.Average(score => score.Score.Accuracy)),
        ]));

    private static string SideBySide(IReadOnlyList<RobustnessSummary> summaries)
    {
        var names = summaries.SelectMany(summary => summary.Scores).Select(score => score.Corruption).Distinct();
        return TextTable.Render(["mean accuracy under", .. summaries.Select(summary => ">" + Name(summary))], names.Select(name => (IReadOnlyList<string>)
        [
            name, .. summaries.Select(summary => summary.Scores.Where(score => score.Corruption == name).Select(score => score.Score.Accuracy).ToList())
                .Select(all => all.Count == 0 ? "" : DisplayFormat.Percent(all.Average())),
        ]));
    }

    private static string Name(RobustnessSummary summary) => DisplayFormat.OneLine(summary.Spec);

    private static string Points(double percent) => percent.ToString("F2", CultureInfo.InvariantCulture) + "%";

    private static string Shown(WilsonInterval interval) => $"{DisplayFormat.Percent(interval.Low)} to {DisplayFormat.Percent(interval.High)}";

    private static string Shown(Interval? interval) => interval is { } known ? $"(95% {Points(known.Low)} to {Points(known.High)})" : "(no interval from one image)";
}
