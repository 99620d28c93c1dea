using System.Globalization;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Studies;

/// <summary>A verdict in plain words, with the figures that support it. Differences are in percentage points of accuracy.</summary>
internal static class VerdictSentence
{
    /// <summary>The sentence of a study that is not complete.</summary>
    /// <param name="finding">The comparison.</param>
    /// <param name="problems">What is missing, a line each.</param>
    public static string Incomplete(ComparisonFinding finding, IReadOnlyList<string> problems)
    {
        var (group, baseline) = Names(finding);
        string more = problems.Count > 1 ? $", and {problems.Count - 1} more" : "";
        return $"No verdict on {group} against {baseline}: the study is not complete ({problems.FirstOrDefault() ?? "a network has no runs"}{more}).";
    }

    /// <summary>The sentence of a comparison of a complete study.</summary>
    /// <param name="finding">The comparison, with its verdict.</param>
    /// <param name="band">The declared band; null if there is none.</param>
    /// <param name="comparisons">How many comparisons the study declared.</param>
    public static string Of(ComparisonFinding finding, double? band, int comparisons)
    {
        var (group, baseline) = Names(finding);
        return finding.Verdict switch
        {
            Verdict.Better => Significant(finding, $"{group} is better than {baseline}", 1, band),
            Verdict.Worse => Significant(finding, $"{group} is worse than {baseline}", -1, band),
            Verdict.Equivalent => $"{group} and {baseline} are equivalent within {Points(band ?? 0)} points: they differ by {Figures(finding, 1)}.",
            Verdict.NoDifferenceShown => $"No difference between {group} and {baseline} is shown: it is {Figures(finding, 1)}.{Detectable(finding)}",
            Verdict.TooFewRuns => $"Too few runs to compare {group} with {baseline}: {Shortage(finding, comparisons)} The difference is {Figures(finding, 1)}.",
            _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Verdict, "A complete study has a verdict."),
        };
    }

    private static string Significant(ComparisonFinding finding, string claim, int sign, double? band)
    {
        string within = VerdictRule.IsWithinBand(finding) ? $", but within the band of {Points(band ?? 0)} points that counts as no difference," : "";
        return $"{claim}{within} by {Figures(finding, sign)}.";
    }

    // 0.52 points (95% interval 0.21 to 0.83; Welch p = 0.004, Holm p = 0.012; 5 and 5 runs)
    private static string Figures(ComparisonFinding finding, int sign)
    {
        var facts = new List<string>();
        if (finding.DifferenceInterval is { } interval)
        {
            var (low, high) = sign > 0 ? (interval.Low, interval.High) : (-interval.High, -interval.Low);
            facts.Add($"95% interval {Points(low)} to {Points(high)}");
        }
        if (finding is { Welch: { } welch, HolmP: { } holm })
            facts.Add($"Welch {Probability(welch.P)}, Holm {Probability(holm)}");
        if (finding.EquivalenceP is { } equivalence)
            facts.Add($"equivalence {Probability(equivalence)}");
        facts.Add($"{finding.Group.Count} and {finding.Baseline.Count} runs");
        return $"{Points(sign * finding.Difference!.Value)} points ({string.Join("; ", facts)})";
    }

    private static string Detectable(ComparisonFinding finding) => finding.SmallestDetectable is { } least
        ? $" So many runs show a difference of {Points(least)} points four times in five."
        : "";

    private static string Shortage(ComparisonFinding finding, int comparisons)
    {
        double smallest = PermutationTests.SmallestTwoSampleP(finding.Group.Count, finding.Baseline.Count);
        string correction = comparisons > 1 ? $", before the correction for {comparisons} comparisons" : "";
        return $"the exact test cannot give less than {Probability(smallest)} for {finding.Group.Count} and {finding.Baseline.Count}{correction}; " +
            $"{VerdictRule.RunsNeeded(comparisons)} runs of each network are enough.";
    }

    // One network with two recipes is told apart by these.
    private static (string Group, string Baseline) Names(ComparisonFinding finding)
    {
        var (group, baseline) = (finding.Group.Group, finding.Baseline.Group);
        return group.Spec == baseline.Spec ? ($"{group.Spec} with {group.Recipe}", $"{baseline.Spec} with {baseline.Recipe}") : (group.Spec, baseline.Spec);
    }

    private static string Points(double difference) => Text(Math.Round(100 * difference, 2) + 0.0, "0.00;-0.00;0.00");

    private static string Probability(double p) => p < 0.0001 ? "p < 0.0001" : $"p = {Text(p, p < 0.01 ? "F4" : "F3")}";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
