using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports;

/// <summary>Everything that a report shows, as data.</summary>
public sealed record ReportInput
{
    /// <summary>The runs, and what they show.</summary>
    public required StudyFindings Findings { get; init; }
    /// <summary>For each group, and in it for each run: which classes were taken for which; null for a run that has no such table.</summary>
    public required IReadOnlyList<IReadOnlyList<ConfusionTable?>> Confusions { get; init; }
    /// <summary>What is written differently in the networks; empty if it is not known.</summary>
    public IReadOnlyList<SpecDifference> Differences { get; init; } = [];
    /// <summary>Published statements.</summary>
    public IReadOnlyList<ReportClaim> Claims { get; init; } = [];

    /// <summary>The same with the confusion tables of the run directories.</summary>
    /// <exception cref="Checkpoints.CheckpointException">A table cannot be read.</exception>
    public static ReportInput Of(StudyFindings findings) => new()
    {
        Findings = findings,
        Confusions =
        [
            .. findings.Results.Groups.Select(group => (IReadOnlyList<ConfusionTable?>)
                [.. group.Runs.Select(run => run is { State: RunState.Completed, Folder: { } folder } ? ConfusionTable.Find(folder.Path) : null)]),
        ],
    };

    internal StudyResults Results => Findings.Results;

    /// <summary>Comparisons that may be shown: none from a study that is not complete.</summary>
    internal IReadOnlyList<ComparisonFinding> Comparisons => Results.IsComplete ? Findings.Comparisons : [];
}
