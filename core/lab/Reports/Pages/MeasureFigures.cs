using System.Globalization;
using System.Text.Json;
using SeRes2Net.Lab.Reports.Charts;
using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Robustness;
using SeRes2Net.Lab.Robustness.Corruptions;
using SeRes2Net.Lab.Runs.Charts;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports.Pages;

/// <summary>Pictures of what was measured beside accuracy.</summary>
internal static class MeasureFigures
{
    private const int LongestName = 20;

    /// <summary>Every figure with a dot for each run; and how accurate the networks are under each corruption, where that was measured.</summary>
    public static IEnumerable<Html> All(ReportInput input)
    {
        int number = 0;
        foreach (var figure in MeasureFinding.All(input.Results).GroupBy(finding => finding.Figure).Where(figure => figure.Count() > 1))
            yield return Dots(input, $"measure-{++number}", [.. figure]);
        if (Corruptions(input) is { } map)
            yield return map;
    }

    private static Html Dots(ReportInput input, string id, IReadOnlyList<MeasureFinding> findings)
    {
        string title = findings[0].Figure.Title;
        var rows = findings.Select(finding => new IntervalRow(
            input.Results.NameOf(finding.Group), input.Results.IsBaseline(finding.Group) ? "b" : "a", finding.Values, Samples.Mean(finding.Values),
            Samples.MeanInterval(finding.Values))).ToList();
        string description = string.Join("; ", findings.Select(finding => string.Create(CultureInfo.InvariantCulture,
            $"{input.Results.NameOf(finding.Group)} {Samples.Mean(finding.Values):G4}{(finding.Verdict.Length > 0 ? $", {finding.Verdict}" : "")}"))) + ".";
        return Parts.Figure(
            IntervalChart.Draw(new ChartText(id, title, description), rows, title, Axis.Label),
            "A ring is a run. The mark below the rings is their mean, and the line is its 95% interval over runs. Squares are baselines.",
            MeasureTables.Of(input, findings) with { Title = title });
    }

    /// <summary>A row for each network under each corruption, a column for each severity: means over the runs.</summary>
    private static Html? Corruptions(ReportInput input)
    {
        var networks = input.Results.Groups
            .Select(group => (Name: Short(input.Results.NameOf(group)), Scores: group.Runs.Select(Summary).OfType<RobustnessSummary>().SelectMany(run => run.Scores).ToList()))
            .Where(network => network.Scores.Count > 0).ToList();
        if (networks.Count == 0)
            return null;
        var rows = (
            from corruption in networks[0].Scores.Select(score => score.Corruption).Distinct()
            from network in networks
            let own = network.Scores.Where(score => score.Corruption == corruption).ToList()
            where own.Count > 0
            let shares = Enumerable.Range(1, Corruption.Severities).Select(severity =>
                own.Where(score => score.Severity == severity).Select(score => score.Score.Accuracy).DefaultIfEmpty(double.NaN).Average()).ToList()
            select new HeatRow(network.Name, corruption.Replace('_', ' '), [.. shares, shares.Average()])).Where(row => !double.IsNaN(row.Shares[^1])).ToList();
        if (rows.Count == 0)
            return null;
        var worst = rows.MinBy(row => row.Shares[^1])!;
        string description = string.Create(CultureInfo.InvariantCulture,
            $"Accuracy of each network under each corruption at five severities, means over the runs. Lowest: {worst.Label} under {worst.Group}, {100 * worst.Shares[^1]:F1}% on average.");
        string[] columns = [.. Enumerable.Range(1, Corruption.Severities).Select(severity => severity.ToString(CultureInfo.InvariantCulture)), "mean"];
        const string Title = "Accuracy in % under corruptions";
        string picture = HeatMap.Draw(Title, "Means over the runs", description, columns, "severity", rows, "corruptions-figure");
        var data = new ReportTable(Title, ReportColumn.Of(["Corruption", "Network", .. columns.Select(column => $">{column}")]),
            [.. rows.Select(row => (IReadOnlyList<string>)[row.Group, row.Label, .. row.Shares.Select(share => Figures.Percent(share))])]);
        return Parts.Figure(picture, "The stronger the colour, the less accurate.", data);
    }

    private static RobustnessSummary? Summary(StudyRun run)
    {
        try
        {
            return run.Folder is null ? null : RobustnessSummary.FromJson(File.ReadAllText(Path.Combine(run.Folder.Path, RobustnessFiles.FolderName, RobustnessFiles.SummaryName)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
