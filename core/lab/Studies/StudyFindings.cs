using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Studies;

/// <summary>What the runs of a study show: a summary of each network and a verdict on each declared comparison.</summary>
/// <param name="Results">The runs.</param>
/// <param name="Groups">One for each network, in order.</param>
/// <param name="Comparisons">One for each declared comparison, in order.</param>
public sealed record StudyFindings(
    StudyResults Results, IReadOnlyList<GroupFinding> Groups, IReadOnlyList<ComparisonFinding> Comparisons);

/// <summary>The completed runs of one network.</summary>
/// <param name="Group">The network.</param>
/// <param name="Count">Completed runs.</param>
/// <param name="Mean">Mean accuracy, as a fraction; null without runs.</param>
/// <param name="Deviation">Standard deviation over the runs; null for fewer than two.</param>
/// <param name="MeanInterval">95% t-interval of the mean; null for fewer than two.</param>
public sealed record GroupFinding(StudyGroup Group, int Count, double? Mean, double? Deviation, Interval? MeanInterval)
{
    /// <summary>What the deviation would be if errors on different images were independent, a cross-check; null for fewer than two runs, or
    /// without their predictions.</summary>
    public double? DeviationIfIndependent { get; init; }
}

/// <summary>What a comparison says.</summary>
public enum Verdict
{
    /// <summary>The network is more accurate than the baseline.</summary>
    Better,
    /// <summary>It is less accurate.</summary>
    Worse,
    /// <summary>The difference lies within the declared band.</summary>
    Equivalent,
    /// <summary>Neither a difference nor equivalence is shown.</summary>
    NoDifferenceShown,
    /// <summary>With so few runs, no difference could have been shown.</summary>
    TooFewRuns,
    /// <summary>Runs are missing or have failed: there is no verdict.</summary>
    Incomplete,
}

/// <summary>A network against a baseline. Accuracies are fractions, differences are the network's minus the baseline's.</summary>
public sealed record ComparisonFinding
{
    /// <summary>The network.</summary>
    public required GroupFinding Group { get; init; }
    /// <summary>What it is compared with.</summary>
    public required GroupFinding Baseline { get; init; }
    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }
    /// <summary>The verdict as a sentence, with the figures that support it.</summary>
    public required string Sentence { get; init; }
    /// <summary>Difference of the means; null without runs on both sides.</summary>
    public double? Difference { get; init; }
    /// <summary>Its interval by Welch.</summary>
    public Interval? DifferenceInterval { get; init; }
    /// <summary>Seeds that both have completed.</summary>
    public int Pairs { get; init; }
    /// <summary>Welch's test over the runs: the verdict's test.</summary>
    public TestResult? Welch { get; init; }
    /// <summary>Welch's p after Holm's correction over the declared comparisons.</summary>
    public double? HolmP { get; init; }
    /// <summary>The paired t-test over seeds.</summary>
    public TestResult? Paired { get; init; }
    /// <summary>Exact two-sample permutation test of the means.</summary>
    public TestResult? Permutation { get; init; }
    /// <summary>Exact sign-flip test of the paired differences.</summary>
    public TestResult? SignFlip { get; init; }
    /// <summary>Mean difference over the standard deviation of the differences.</summary>
    public Effect? Dz { get; init; }
    /// <summary>Mean difference over the mean of both standard deviations, with Hedges' correction.</summary>
    public Effect? Dav { get; init; }
    /// <summary>The larger p of the two one-sided tests against the declared band; null if there is none.</summary>
    public double? EquivalenceP { get; init; }
    /// <summary>McNemar's exact test on the images: which of two networks from one seed is right where the other is wrong; the medians over the pairs, of p and of the images
    /// that only the network gets right minus those that only the baseline does.</summary>
    public TestResult? McNemar { get; init; }
    /// <summary>Bootstrap interval of the difference over the test images, for the mean over the paired runs.</summary>
    public Interval? ImageInterval { get; init; }
    /// <summary>Smallest difference that these runs show with a power of 80%, at the level that Holm's correction asks of the smallest p.</summary>
    public double? SmallestDetectable { get; init; }
    /// <summary>Parameters added for each 0.01 of error removed; null if no error was removed or none were added.</summary>
    public Effect? ParametersPerPoint { get; init; }
    /// <summary>Multiply-accumulates added for each 0.01 of error removed.</summary>
    public Effect? MacsPerPoint { get; init; }
}
