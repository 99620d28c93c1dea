using System.Globalization;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Studies;

/// <summary>A verdict in plain words, with the figures that support it. Differences are in percentage points of accuracy.</summary>
internal static class VerdictSentence
{
    /// <summary>The sentence of a comparison of a study that is not complete.</summary>
    /// <param name="results">The study.</param>
    /// <param name="problems">What is missing of it.</param>
    /// <param name="finding">The comparison.</param>
    public static string Incomplete(StudyResults results, IReadOnlyList<string> problems, ComparisonFinding finding)
    {
        string more = problems.Count > 1 ? $", and {problems.Count - 1} more" : "";
        return $"No verdict on {results.NameOf(finding.Group.Group)} against {results.NameOf(finding.Baseline.Group)}: " +
            $"the study is not complete ({(problems.Count > 0 ? problems[0] : "a network has no runs")}{more}).";
    }

    /// <summary>The sentence of a comparison of a complete study.</summary>
    /// <param name="results">The study.</param>
    /// <param name="finding">The comparison, with its verdict.</param>
    public static string Of(StudyResults results, ComparisonFinding finding)
    {
        var (group, baseline) = (results.NameOf(finding.Group.Group), results.NameOf(finding.Baseline.Group));
        string band = Points(results.Band ?? 0);
        string within = VerdictRule.IsWithinBand(finding) ? $", but within the band of {band} points that counts as no difference," : "";
        return finding.Verdict switch
        {
            Verdict.Better => $"{group} is better than {baseline}{within} by {Figures(finding, 1)}.",
            Verdict.Worse => $"{group} is worse than {baseline}{within} by {Figures(finding, -1)}.",
            Verdict.Equivalent => $"{group} and {baseline} are equivalent within {band} points: they differ by {Figures(finding, 1)}.",
            Verdict.NoDifferenceShown => $"No difference between {group} and {baseline} is shown: it is {Figures(finding, 1)}.{Detectable(finding)}",
            Verdict.TooFewRuns => $"Too few runs to compare {group} with {baseline}: {Shortage(finding)} " +
                $"The difference is {Figures(finding, 1)}.",
            _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Verdict, "A complete study has a verdict."),
        };
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

    private static string Shortage(ComparisonFinding finding)
    {
        double smallest = PermutationTests.SmallestTwoSampleP(finding.Group.Count, finding.Baseline.Count);
        return $"the exact test cannot give less than {Probability(smallest)} for {finding.Group.Count} and {finding.Baseline.Count}; " +
            $"{VerdictRule.RunsNeeded} runs of each network are enough.";
    }

    private static string Points(double difference) => Text(Math.Round(100 * difference, 2) + 0.0, "0.00;-0.00;0.00");

    private static string Probability(double p) => p < 0.0001 ? "p < 0.0001" : $"p = {Text(p, p < 0.01 ? "F4" : "F3")}";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
