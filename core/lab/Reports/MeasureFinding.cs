using SeRes2Net.Lab.Measures;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports;

/// <summary>A figure of a network that was measured beside its accuracy, and how it compares with the baseline's.</summary>
/// <param name="Figure">What was measured.</param>
/// <param name="Group">The network.</param>
/// <param name="Values">One for each run that was measured; at least one.</param>
/// <param name="Difference">Its mean minus the baseline's, with Welch's test; null for the baseline, without two runs of both, where a run of either was not
/// measured, and in a study that is not complete.</param>
/// <param name="HolmP">p of that test, corrected for the comparisons of this figure; null without one.</param>
/// <param name="Verdict">In words; empty if there is nothing to say.</param>
internal sealed record MeasureFinding(Figure Figure, StudyGroup Group, IReadOnlyList<double> Values, MeanDifference? Difference, double? HolmP, string Verdict)
{
    /// <summary>Every figure of every measure, figure by figure, in the order of the networks.</summary>
    public static IEnumerable<MeasureFinding> All(StudyResults results)
    {
        foreach (var measure in results.Measures)
        {
            var runs = results.Groups.Select(group => group.Runs.Select(run => run.Folder is null ? null : measure.Read(run.Folder.Path)).ToList()).ToList();
            foreach (var figure in measure.Figures)
            {
                var values = runs.Select(group => group.Where(run => run?.ContainsKey(figure.Title) == true).Select(run => run![figure.Title]).ToList()).ToList();
                foreach (var finding in Compare(results, figure, values))
                    yield return finding;
            }
        }
    }

    private static IEnumerable<MeasureFinding> Compare(StudyResults results, Figure figure, List<List<double>> values)
    {
        var baselines = values.Select((own, group) => results.Comparisons.FirstOrDefault(comparison => comparison.Group == group)?.Baseline).ToList();
        // Some of the runs give no verdict: the others may show something else.
        bool IsWhole(int group) => values[group].Count > 1 && values[group].Count == results.Groups[group].Runs.Count;
        var differences = values.Select((own, group) => results.IsComplete && baselines[group] is { } at && IsWhole(group) && IsWhole(at)
            ? StudentTests.Welch(own, values[at]) : null).ToList();
        // A comparison that cannot be tested still was declared, and counts as one that shows nothing.
        var compared = Enumerable.Range(0, values.Count).Where(group => baselines[group] is not null).ToList();
        var corrected = compared.Zip(Holm.Correct([.. compared.Select(group => differences[group]?.Test?.P ?? 1)])).ToDictionary();
        for (int group = 0; group < values.Count; group++)
        {
            if (values[group].Count == 0)
                continue;
            double? p = differences[group]?.Test is null ? null : corrected[group];
            string verdict = !results.IsComplete ? ""
                : baselines[group] is not { } at ? results.IsBaseline(results.Groups[group]) ? VerdictWords.Baseline : ""
                : differences[group] is not { } difference ? Shortage(group) is { Length: > 0 } own ? own : Shortage(at) is { Length: > 0 } other ? $"baseline: {other}" : ""
                : !VerdictRule.AreEnough(values[group].Count, values[at].Count) ? VerdictWords.Of(Studies.Verdict.TooFewRuns)
                : p < VerdictRule.Level ? difference.Value > 0 ? "higher" : "lower"
                : VerdictWords.Of(Studies.Verdict.NoDifferenceShown);
            yield return new MeasureFinding(figure, results.Groups[group], values[group], differences[group], p, verdict);
        }

        string Shortage(int group) => values[group].Count < results.Groups[group].Runs.Count
            ? $"{values[group].Count} of {results.Groups[group].Runs.Count} runs measured" : "";
    }
}
