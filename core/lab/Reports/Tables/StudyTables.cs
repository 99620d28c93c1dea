using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports.Tables;

/// <summary>The tables of a study, which every format of its report shows.</summary>
internal static class StudyTables
{
    /// <summary>Those that papers print, as far as they have rows.</summary>
    public static IEnumerable<ReportTable> Printed(ReportInput input) => new[]
    {
        Results(input), Comparisons(input), Costs(input), MeasureTables.All(input), ClassTables.Differences(input), SpecDifferences(input), Claims(input),
    }.Where(table => table.Rows.Count > 0);

    /// <summary>All tables that have rows.</summary>
    public static IEnumerable<ReportTable> All(ReportInput input) =>
        Printed(input).Concat(new[] { Runs(input), EnvironmentTables.Values(input), EnvironmentTables.Hashes(input) }.Where(table => table.Rows.Count > 0));

    /// <summary>A row for each network: its accuracy and size, and the verdict.</summary>
    public static ReportTable Results(ReportInput input)
    {
        var verdicts = input.Findings.Comparisons.ToLookup(comparison => comparison.Group.Group, comparison => Verdict(input, comparison));
        return new ReportTable("Results", ReportColumn.Of("Network", ">Runs", ">Test accuracy", ">95% interval of the mean", ">Parameters", ">MACs", "Verdict"),
        [
            .. input.Findings.Groups.Select(finding => (IReadOnlyList<string>)
            [
                input.Results.NameOf(finding.Group),
                finding.Count == finding.Group.Runs.Count ? Figures.Count(finding.Count) : $"{finding.Count} of {finding.Group.Runs.Count}",
                Figures.Spread(finding.Mean, finding.Deviation), Figures.Percent(finding.MeanInterval),
                Figures.Count(finding.Group.Parameters), Figures.Count(finding.Group.Macs),
                verdicts.Contains(finding.Group) ? string.Join("; ", verdicts[finding.Group].Distinct())
                    : input.Results.IsBaseline(finding.Group) ? VerdictWords.Baseline : "",
            ]),
        ])
        {
            Note = "Accuracy on the test images after the last epoch: mean ± standard deviation over the runs. Multiply-accumulates (MACs) are for one image.",
        };
    }

    /// <summary>A row for each declared comparison; none unless the study is complete.</summary>
    public static ReportTable Comparisons(ReportInput input) => new ReportTable("Comparisons", ReportColumn.Of(
        "Network", "Baseline", ">Difference (points)", ">95% interval", ">p (Welch)", ">p (Holm)", ">p (permutation)", ">p (paired t)",
        ">p (sign flip)", ">d av", ">d z", ">p (equivalence)", ">p (McNemar)", ">95% interval over images", ">Smallest detectable (points)", "Verdict"),
    [
        .. input.Comparisons.Select(comparison => (IReadOnlyList<string>)
        [
            input.Results.NameOf(comparison.Group.Group), input.Results.NameOf(comparison.Baseline.Group), Figures.Points(comparison.Difference), Figures.Points(comparison.DifferenceInterval),
            Figures.Probability(comparison.Welch?.P), Figures.Probability(comparison.HolmP), Figures.Probability(comparison.Permutation?.P),
            Figures.Probability(comparison.Paired?.P), Figures.Probability(comparison.SignFlip?.P), Figures.Size(comparison.Dav), Figures.Size(comparison.Dz),
            Figures.Probability(comparison.EquivalenceP), Figures.Probability(comparison.McNemar?.P), Figures.Points(comparison.ImageInterval),
            comparison.SmallestDetectable is { } least ? Figures.Points(least).TrimStart('+') : "", Verdict(input, comparison),
        ]),
    ])
    {
        Note = "Differences are the network's accuracy minus the baseline's, in percentage points. Tests over runs ask whether other seeds would show " +
            "the same; McNemar's test and the interval over images ask whether these networks differ on other images. The verdict rests on Welch's test with Holm's correction.",
    }.WithoutEmptyColumns();

    /// <summary>What accuracy costs in parameters and multiply-accumulates; a row for each comparison that gained some.</summary>
    public static ReportTable Costs(ReportInput input) => new("Cost of accuracy", ReportColumn.Of(
        "Network", "Baseline", ">Parameters more", ">MACs more", ">Parameters for each point", ">MACs for each point"),
    [
        .. input.Comparisons.Where(comparison => comparison.ParametersPerPoint is not null || comparison.MacsPerPoint is not null)
            .Select(comparison => (IReadOnlyList<string>)
            [
                input.Results.NameOf(comparison.Group.Group), input.Results.NameOf(comparison.Baseline.Group),
                Figures.Count(comparison.Group.Group.Parameters - comparison.Baseline.Group.Parameters),
                Figures.Count(comparison.Group.Group.Macs - comparison.Baseline.Group.Macs),
                Figures.Cost(comparison.ParametersPerPoint), Figures.Cost(comparison.MacsPerPoint),
            ]),
    ])
    {
        Note = "Added for each percentage point of error removed, with the 95% interval where it has ends.",
    };

    /// <summary>A row for each line of the difference between two specs.</summary>
    public static ReportTable SpecDifferences(ReportInput input) => new("Differences between the specs", ReportColumn.Of("Network", "Baseline", "Difference"),
        [.. from difference in input.Differences from line in difference.Lines select (IReadOnlyList<string>)[difference.Spec, difference.Baseline, line]]);

    /// <summary>A row for each claim.</summary>
    public static ReportTable Claims(ReportInput input) => new ReportTable("Claims", ReportColumn.Of("Claim", ">Published", "Verdict", "Why", "Source"),
        [.. input.Claims.Select(claim => (IReadOnlyList<string>)[claim.Statement, claim.Published, claim.Verdict, claim.Why, HasOneSource(input) ? "" : claim.Source])])
    {
        Note = (HasOneSource(input) ? $"Published by {input.Claims[0].Source}. " : "")
            + "A verdict is of the published figures, against the network's counts and each other; docs/claims.md says how.",
    }.WithoutEmptyColumns();

    private static bool HasOneSource(ReportInput input) => input.Claims.Select(claim => claim.Source).Distinct().Count() == 1;

    /// <summary>A row for each run.</summary>
    public static ReportTable Runs(ReportInput input) => new ReportTable("Runs", ReportColumn.Of("Network", ">Seed", "State", ">Epochs", ">Test accuracy", "Folder", "Problem"),
    [
        .. from @group in input.Results.Groups
           from run in @group.Runs
           select (IReadOnlyList<string>)
           [
               input.Results.NameOf(@group), $"{run.Seed}", run.State.ToString().ToLowerInvariant(), Epochs(run), Figures.Percent(run.Accuracy),
               run.FolderName, run.Problem ?? "",
           ],
    ]).WithoutEmptyColumns();

    /// <summary>The verdict in words; that of a study that is not complete is that there is none.</summary>
    public static string Verdict(ReportInput input, ComparisonFinding comparison) =>
        VerdictWords.Of(input.Results.IsComplete ? comparison.Verdict : Studies.Verdict.Incomplete);

    private static string Epochs(StudyRun run) => run.Folder is null ? "" : $"{run.Folder.Metrics.LastOrDefault()?.Epoch ?? 0}/{run.Folder.Record.Epochs}";
}
