using System.Globalization;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports.Tables;

/// <summary>The figures for programs: fractions instead of percentages, every digit, and a column name for each.</summary>
public static class CsvReport
{
    private static readonly (string Name, Func<GroupFinding, string> Value)[] OfGroup =
    [
        ("network", finding => finding.Group.Spec),
        ("spec_hash", finding => finding.Group.SpecHash),
        ("recipe", finding => finding.Group.Recipe),
        ("data", finding => finding.Group.Data),
        ("runs", finding => Whole(finding.Group.Runs.Count)),
        ("completed", finding => Whole(finding.Count)),
        ("mean", finding => Figures.Exact(finding.Mean)),
        ("sd", finding => Figures.Exact(finding.Deviation)),
        ("mean_low", finding => Figures.Exact(finding.MeanInterval?.Low)),
        ("mean_high", finding => Figures.Exact(finding.MeanInterval?.High)),
        ("sd_if_images_independent", finding => Figures.Exact(finding.DeviationIfIndependent)),
        ("parameters", finding => Whole(finding.Group.Parameters)),
        ("macs", finding => Whole(finding.Group.Macs)),
    ];

    private static readonly (string Name, Func<ComparisonFinding, string> Value)[] OfComparison =
    [
        ("baseline", comparison => comparison.Baseline.Group.Spec),
        ("baseline_hash", comparison => comparison.Baseline.Group.SpecHash),
        ("difference", comparison => Figures.Exact(comparison.Difference)),
        ("difference_low", comparison => Figures.Exact(comparison.DifferenceInterval?.Low)),
        ("difference_high", comparison => Figures.Exact(comparison.DifferenceInterval?.High)),
        ("welch_t", comparison => Figures.Exact(comparison.Welch?.Statistic)),
        ("welch_df", comparison => Figures.Exact(comparison.Welch?.Degrees)),
        ("welch_p", comparison => Figures.Exact(comparison.Welch?.P)),
        ("holm_p", comparison => Figures.Exact(comparison.HolmP)),
        ("permutation_p", comparison => Figures.Exact(comparison.Permutation?.P)),
        ("pairs", comparison => Whole(comparison.Pairs)),
        ("paired_t", comparison => Figures.Exact(comparison.Paired?.Statistic)),
        ("paired_p", comparison => Figures.Exact(comparison.Paired?.P)),
        ("sign_flip_p", comparison => Figures.Exact(comparison.SignFlip?.P)),
        .. OfEffect("d_z", comparison => comparison.Dz),
        .. OfEffect("d_av", comparison => comparison.Dav),
        ("equivalence_p", comparison => Figures.Exact(comparison.EquivalenceP)),
        ("mcnemar_p", comparison => Figures.Exact(comparison.McNemar?.P)),
        ("images_low", comparison => Figures.Exact(comparison.ImageInterval?.Low)),
        ("images_high", comparison => Figures.Exact(comparison.ImageInterval?.High)),
        ("smallest_detectable", comparison => Figures.Exact(comparison.SmallestDetectable)),
        .. OfEffect("parameters_per_point", comparison => comparison.ParametersPerPoint),
        .. OfEffect("macs_per_point", comparison => comparison.MacsPerPoint),
    ];

    /// <summary><c>report.csv</c>: a row for each network and each of its comparisons; without a comparison, its columns are empty.</summary>
    public static string Networks(ReportInput input)
    {
        var header = OfGroup.Select(column => column.Name).Concat(OfComparison.Select(column => column.Name)).Append("verdict");
        var rows = from finding in input.Findings.Groups
                   from comparison in input.Findings.Comparisons.Where(one => one.Group.Group == finding.Group).DefaultIfEmpty()
                   let shown = input.Results.IsComplete ? comparison : null
                   select OfGroup.Select(column => column.Value(finding))
                       .Concat(OfComparison.Select(column => shown is null ? "" : column.Value(shown)))
                       .Append(comparison is null ? "" : StudyTables.Verdict(input, comparison));
        return string.Concat(rows.Prepend(header).Select(Csv.Line));
    }

    /// <summary><c>report-runs.csv</c>: a row for each run.</summary>
    public static string Runs(ReportInput input) => string.Concat(
        input.Results.Groups.SelectMany(group => group.Runs.Select(run => (IEnumerable<string>)
        [
            group.Spec, group.SpecHash, group.Recipe, group.Data, Whole(run.Seed), run.State.ToString().ToLowerInvariant(),
            Figures.Exact(run.Accuracy), run.FolderName, run.Problem ?? "",
        ])).Prepend(["network", "spec_hash", "recipe", "data", "seed", "state", "test_accuracy", "folder", "problem"]).Select(Csv.Line));

    private static (string, Func<ComparisonFinding, string>)[] OfEffect(string name, Func<ComparisonFinding, Effect?> effect) =>
    [
        (name, comparison => Figures.Exact(effect(comparison)?.Value)),
        (name + "_low", comparison => Figures.Exact(effect(comparison)?.Interval?.Low)),
        (name + "_high", comparison => Figures.Exact(effect(comparison)?.Interval?.High)),
    ];

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
