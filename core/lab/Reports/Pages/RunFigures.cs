using SeRes2Net.Lab.Reports.Charts;
using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Runs.Charts;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports.Pages;

/// <summary>Figures of the networks' accuracies: every run, the differences, and what accuracy costs.</summary>
internal static class RunFigures
{
    /// <summary>Every completed run as a dot, with each network's mean and its interval.</summary>
    public static Html Runs(ReportInput input)
    {
        var found = input.Findings.Groups.Where(finding => finding.Mean is not null).ToList();
        if (found.Count == 0)
            return new Html("");
        var best = found.MaxBy(finding => finding.Mean)!;
        string description = $"A row for each of {Figures.Some(found.Count, "network")}. The highest mean is that of {input.Results.NameOf(best.Group)}: " +
            $"{Figures.Spread(best.Mean, best.Deviation)} over {Figures.Some(best.Count, "run")}.";
        var rows = found.Select(finding => new IntervalRow(
            input.Results.NameOf(finding.Group), Style(input, finding.Group), finding.Group.Accuracies, finding.Mean, finding.MeanInterval)).ToList();
        var data = new ReportTable("Test accuracy of every run", ReportColumn.Of("Network", ">Mean", ">95% interval", "Runs, by seed"),
        [
            .. found.Select(finding => (IReadOnlyList<string>)
            [
                input.Results.NameOf(finding.Group), Figures.Percent(finding.Mean), Figures.Percent(finding.MeanInterval),
                string.Join(", ", finding.Group.Runs.Where(run => run.Accuracy is not null).Select(run => $"{run.Seed}: {Figures.Percent(run.Accuracy)}")),
            ]),
        ]);
        return Parts.Figure(
            IntervalChart.Draw(new ChartText("runs-figure", data.Title, description), rows, "test accuracy after the last epoch", Percent),
            "A ring is a run. The mark below the rings is their mean, and the line is its 95% interval over runs. Squares are baselines.", data);
    }

    /// <summary>Each declared comparison's difference, with the band of equivalence.</summary>
    public static Html Differences(ReportInput input)
    {
        var found = input.Comparisons.Where(comparison => comparison.Difference is not null).ToList();
        if (found.Count == 0)
            return new Html("");
        string description = $"A row for each comparison. {Summary.Verdicts(input)}";
        bool oneBaseline = found.Select(comparison => comparison.Baseline.Group).Distinct().Count() == 1;
        var rows = found.Select(comparison => new IntervalRow(
            oneBaseline ? input.Results.NameOf(comparison.Group.Group) : $"{input.Results.NameOf(comparison.Group.Group)} − {input.Results.NameOf(comparison.Baseline.Group)}",
            Style(comparison.Verdict), [], comparison.Difference, comparison.DifferenceInterval)).ToList();
        var data = new ReportTable("Differences to the baseline", ReportColumn.Of("Network", "Baseline", ">Difference (points)", ">95% interval", "Verdict"),
        [
            .. found.Select(comparison => (IReadOnlyList<string>)
            [
                input.Results.NameOf(comparison.Group.Group), input.Results.NameOf(comparison.Baseline.Group), Figures.Points(comparison.Difference),
                Figures.Points(comparison.DifferenceInterval), VerdictWords.Of(comparison.Verdict),
            ]),
        ]);
        string band = input.Results.Band is { } half ? $" The shaded band, ±{Figures.Points(half).TrimStart('+')} points, counts as no difference." : "";
        string to = oneBaseline ? $"accuracy minus that of {input.Results.NameOf(found[0].Baseline.Group)}" : "accuracy minus the baseline's";
        return Parts.Figure(
            IntervalChart.Draw(new ChartText("differences-figure", data.Title, description), rows, $"{to}, in percentage points", Points, hasZero: true, input.Results.Band),
            "Difference of the means with its 95% interval (Welch). Triangles are better, squares worse, diamonds equivalent; circles show no difference." + band, data);
    }

    /// <summary>Accuracy over parameters and over multiply-accumulates.</summary>
    public static IEnumerable<Html> Efficiency(ReportInput input)
    {
        if (input.Findings.Groups.Count(finding => finding.Mean is not null) < 2)
            yield break;
        yield return Cost(input, "parameters", "Accuracy and parameters", "learned parameters", group => group.Parameters);
        yield return Cost(input, "macs", "Accuracy and multiply-accumulates", "multiply-accumulates for one image", group => group.Macs);
    }

    private static Html Cost(ReportInput input, string id, string title, string unit, Func<StudyGroup, long> cost)
    {
        var found = input.Findings.Groups.Where(finding => finding.Mean is not null).OrderBy(finding => cost(finding.Group)).ToList();
        string description = $"{Figures.Some(found.Count, "network")} from {Figures.Short(cost(found[0].Group))} to {Figures.Short(cost(found[^1].Group))} {unit}.";
        var points = found.Select(finding => new ScatterPoint(
            input.Results.NameOf(finding.Group), Style(input, finding.Group), cost(finding.Group), finding.Mean!.Value, finding.MeanInterval)).ToList();
        var data = new ReportTable(title, ReportColumn.Of("Network", $">{char.ToUpperInvariant(unit[0])}{unit[1..]}", ">Mean accuracy", ">95% interval"),
        [
            .. found.Select(finding => (IReadOnlyList<string>)
                [input.Results.NameOf(finding.Group), Figures.Count(cost(finding.Group)), Figures.Percent(finding.Mean), Figures.Percent(finding.MeanInterval)]),
        ]);
        return Parts.Figure(
            ScatterChart.Draw(new ChartText($"{id}-figure", title, description), points, unit, Percent),
            "Mean test accuracy with its 95% interval over runs. Up and to the left is better. Squares are baselines.", data);
    }

    private static string Style(ReportInput input, StudyGroup group) =>
        input.Results.Comparisons.Any(declared => input.Results.Groups[declared.Baseline] == group) ? "b" : "a";

    private static string Style(Verdict verdict) => verdict switch
    {
        Verdict.Better => "c",
        Verdict.Worse => "b",
        Verdict.Equivalent => "d",
        _ => "a",
    };

    private static string Percent(double tick) => Axis.Label(100 * tick) + "%";

    private static string Points(double tick) => Axis.Label(100 * tick).Replace('-', '−');
}
