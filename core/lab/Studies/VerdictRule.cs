using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Studies;

/// <summary>
/// When a comparison has which verdict. Better and worse rest on Welch's test over runs, with Holm's correction over the declared comparisons:
/// two networks need not spread alike over seeds, and started from one seed they share little randomness. But Welch takes accuracies to be normally
/// distributed, which a handful of runs cannot show. So no verdict is given for numbers of runs with which the two-sample permutation test, which
/// does not take that for granted, could never reach the level, whatever came out: that takes 4 against 4 runs.
/// </summary>
internal static class VerdictRule
{
    /// <summary>The level of all tests.</summary>
    public const double Level = 0.05;

    /// <summary>The verdict on a comparison of a complete study.</summary>
    /// <param name="finding">Everything but the verdict.</param>
    /// <param name="enoughRuns">Whether so many runs could show a difference; see <see cref="AreEnough"/>.</param>
    public static Verdict Of(ComparisonFinding finding, bool enoughRuns)
    {
        if (!enoughRuns)
            return Verdict.TooFewRuns;
        if (finding.HolmP < Level)
            return finding.Difference > 0 ? Verdict.Better : Verdict.Worse;
        return IsWithinBand(finding) ? Verdict.Equivalent : Verdict.NoDifferenceShown;
    }

    /// <summary>Whether the difference is shown to lie within the declared band.</summary>
    public static bool IsWithinBand(ComparisonFinding finding) => finding.EquivalenceP < Level;

    /// <summary>Whether the permutation test of so many runs reaches the level if they come out as clearly as they can.</summary>
    public static bool AreEnough(int group, int baseline) =>
        Math.Min(group, baseline) > 1 && PermutationTests.SmallestTwoSampleP(group, baseline) < Level;

    /// <summary>Runs that each network needs.</summary>
    public static int RunsNeeded { get; } = Enumerable.Range(2, 10).First(runs => AreEnough(runs, runs));
}
