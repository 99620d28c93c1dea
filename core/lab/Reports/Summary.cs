using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports;

/// <summary>What a report says first, in words.</summary>
internal static class Summary
{
    /// <summary>What the study is, and what its figures rest on: data, seeds, device, number of runs.</summary>
    public static IEnumerable<string> Sentences(ReportInput input)
    {
        var results = input.Results;
        if (results.Summary.Length > 0)
            yield return results.Summary;
        var runs = results.Groups.SelectMany(group => group.Runs).ToList();
        var devices = EnvironmentTables.Records(input).Select(record => record.Device).Distinct().Order(StringComparer.Ordinal).ToList();
        yield return $"{Figures.Some(results.Groups.Count, "network")}, {Figures.Some(runs.Count, "run")}: " +
            $"{List(results.Groups.Select(group => group.Data))}, recipe {List(results.Groups.Select(group => group.Recipe))}, " +
            $"seeds {Seeds([.. runs.Select(run => run.Seed).Distinct().Order()])}{(devices.Count == 0 ? "" : $", on {List(devices)}")}.";
        if (results.Band is { } band)
            yield return $"Differences of at most {Figures.Points(band).TrimStart('+')} points count as none.";
    }

    /// <summary>How many comparisons have which verdict.</summary>
    public static string Verdicts(ReportInput input) => $"{Figures.Some(input.Comparisons.Count, "comparison")}: " +
        string.Join(", ", input.Comparisons.GroupBy(comparison => comparison.Verdict).OrderBy(alike => alike.Key).Select(alike => $"{alike.Count()} {VerdictWords.Of(alike.Key)}")) + ".";

    /// <summary>What is said of a study whose runs are not all completed.</summary>
    public static string Incomplete(ReportInput input)
    {
        var runs = input.Results.Groups.SelectMany(group => group.Runs).ToList();
        return $"{Figures.Count(runs.Count(run => run.State == RunState.Completed))} of {Figures.Some(runs.Count, "run")} are completed, so there is no verdict and no comparison.";
    }

    private static string List(IEnumerable<string> items) => string.Join(", ", items.Distinct());

    // 0, 1, 2, 3 as 0 to 3.
    private static string Seeds(IReadOnlyList<long> seeds) =>
        seeds.Count > 2 && seeds[^1] - seeds[0] == seeds.Count - 1 ? $"{seeds[0]} to {seeds[^1]}" : string.Join(", ", seeds);
}
