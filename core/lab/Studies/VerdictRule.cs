using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Studies;

/// <summary>
/// When a comparison has which verdict. Better and worse rest on Welch's test over runs, with Holm's correction over the declared comparisons:
/// two networks need not spread alike over seeds, and started from one seed they share little randomness. But Welch takes accuracies to be normally
/// distributed, which a handful of runs cannot show. So no verdict is given for numbers of runs with which the two-sample permutation test, which
/// does not take that for granted, could never reach the level: one comparison needs 4 against 4 runs, two to six need 5 against 5.
/// </summary>
internal static class VerdictRule
{
    /// <summary>The level of all tests.</summary>
    public const double Level = 0.05;

    /// <summary>The verdict on a comparison of a complete study.</summary>
    /// <param name="finding">Everything but the verdict.</param>
    /// <param name="enoughRuns">Whether so many runs could show a difference; see <see cref="EnoughRuns"/>.</param>
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

    /// <summary>For each comparison, whether its permutation test could reach the level after Holm's correction, if all came out as clearly as they can.</summary>
    /// <param name="runs">Runs on either side of each comparison.</param>
    public static IReadOnlyList<bool> EnoughRuns(IReadOnlyList<(int Group, int Baseline)> runs)
    {
        var smallest = Holm.Correct([.. runs.Select(count => PermutationTests.SmallestTwoSampleP(count.Group, count.Baseline))]);
        return [.. runs.Select((count, i) => Math.Min(count.Group, count.Baseline) > 1 && smallest[i] < Level)];
    }

    /// <summary>Runs that each network needs if there are so many comparisons.</summary>
    public static int RunsNeeded(int comparisons)
    {
        int runs = 2;
        while (comparisons * PermutationTests.SmallestTwoSampleP(runs, runs) >= Level)
            runs++;
        return runs;
    }
}
