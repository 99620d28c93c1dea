using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Studies;

/// <summary>Derives from the runs of a study what they show.</summary>
public static class Findings
{
    /// <summary>Summaries of all networks, and for each declared comparison every test, with the verdict and its sentence.</summary>
    /// <remarks>
    /// A study that is not complete has no verdict and no test: whoever sees p before the last run may stop when it suits. What needs the
    /// answers to single images is null for networks without <c>predictions.csv</c>.
    /// </remarks>
    /// <exception cref="CheckpointException">Predictions are damaged, are not those of the run's last epoch, or are about other images than
    /// those of another run.</exception>
    public static StudyFindings Of(StudyResults results)
    {
        var answers = new RightAnswers();
        var groups = results.Groups.Select(group => Summarise(group, answers)).ToList();
        return new(results, groups, results.IsComplete ? Compare(results, groups, answers) : Incomplete(results, [.. results.Problems], groups));
    }

    private static GroupFinding Summarise(StudyGroup group, RightAnswers answers)
    {
        var accuracies = group.Accuracies;
        int count = accuracies.Count;
        return new GroupFinding(group, count, count == 0 ? null : Samples.Mean(accuracies), count < 2 ? null : Samples.Deviation(accuracies),
            Samples.MeanInterval(accuracies))
        {
            DeviationIfIndependent = answers.OfAll(group.Runs.Where(run => run.State == RunState.Completed)) is { } right
                ? SeedSpread.IfImagesWereIndependent(right)
                : null,
        };
    }

    private static IReadOnlyList<ComparisonFinding> Incomplete(StudyResults results, IReadOnlyList<string> problems, IReadOnlyList<GroupFinding> groups) =>
    [
        .. from declared in results.Comparisons
           let finding = new ComparisonFinding
           {
               Group = groups[declared.Group],
               Baseline = groups[declared.Baseline],
               Verdict = Verdict.Incomplete,
               Sentence = "",
           }
           select finding with { Sentence = VerdictSentence.Incomplete(results, problems, finding) },
    ];

    private static IReadOnlyList<ComparisonFinding> Compare(StudyResults results, IReadOnlyList<GroupFinding> groups, RightAnswers answers)
    {
        int comparisons = results.Comparisons.Count;
        var tested = results.Comparisons
            .Select(declared => Test(groups[declared.Group], groups[declared.Baseline], results.Band, comparisons, answers)).ToList();
        // A comparison that cannot be tested still was declared, and counts as one that shows nothing.
        var corrected = Holm.Correct([.. tested.Select(finding => finding.Welch?.P ?? 1)]);
        return
        [
            .. tested.Select((finding, i) =>
            {
                var judged = finding with { HolmP = finding.Welch is null ? null : corrected[i] };
                judged = judged with { Verdict = VerdictRule.Of(judged, VerdictRule.AreEnough(finding.Group.Count, finding.Baseline.Count)) };
                return judged with { Sentence = VerdictSentence.Of(results, judged) };
            }),
        ];
    }

    // Everything but the verdict, which also depends on the other comparisons.
    private static ComparisonFinding Test(GroupFinding group, GroupFinding baseline, double? band, int comparisons, RightAnswers answers)
    {
        IReadOnlyList<double> ours = group.Group.Accuracies, theirs = baseline.Group.Accuracies;
        var pairs = Pairs(group.Group, baseline.Group);
        var (first, second) = (Accuracies(pairs.Select(pair => pair.Group)), Accuracies(pairs.Select(pair => pair.Baseline)));
        var welch = StudentTests.Welch(ours, theirs);
        var (parameters, macs) = (group.Group.Parameters - baseline.Group.Parameters, group.Group.Macs - baseline.Group.Macs);
        return WithImages(pairs, answers, new ComparisonFinding
        {
            Group = group,
            Baseline = baseline,
            Verdict = Verdict.TooFewRuns,
            Sentence = "",
            Difference = welch.Value,
            DifferenceInterval = welch.Interval,
            Welch = welch.Test,
            Pairs = pairs.Count,
            Paired = StudentTests.Paired(first, second).Test,
            Permutation = PermutationTests.TwoSample(ours, theirs),
            SignFlip = PermutationTests.SignFlip(first, second),
            Dz = EffectSizes.Dz(first, second),
            Dav = EffectSizes.Dav(first, second),
            EquivalenceP = band is { } limit ? StudentTests.EquivalenceP(ours, theirs, limit) : null,
            SmallestDetectable = SmallestDetectable(group, baseline, VerdictRule.Level / comparisons),
            ParametersPerPoint = ErrorEfficiency.PerPoint(parameters, welch.Value, welch.Interval),
            MacsPerPoint = ErrorEfficiency.PerPoint(macs, welch.Value, welch.Interval),
        });
    }

    private static ComparisonFinding WithImages(
        IReadOnlyList<(StudyRun Group, StudyRun Baseline)> pairs, RightAnswers answers, ComparisonFinding finding)
    {
        if (pairs.Count == 0 || answers.OfAll(pairs.Select(pair => pair.Group)) is not { } first
            || answers.OfAll(pairs.Select(pair => pair.Baseline)) is not { } second)
        {
            return finding;
        }
        var tests = first.Zip(second, McNemarTest.Of).ToList();
        return finding with
        {
            McNemar = new TestResult(Samples.Median(tests.Select(test => test.Statistic)), null, Samples.Median(tests.Select(test => test.P))),
            ImageInterval = ImageBootstrap.Difference(first, second),
        };
    }

    private static IReadOnlyList<(StudyRun Group, StudyRun Baseline)> Pairs(StudyGroup group, StudyGroup baseline)
    {
        var others = baseline.Runs.ToDictionary(run => run.Seed);
        return [.. from run in @group.Runs where others.ContainsKey(run.Seed) select (run, others[run.Seed])];
    }

    private static IReadOnlyList<double> Accuracies(IEnumerable<StudyRun> runs) => [.. runs.Select(run => run.Accuracy).OfType<double>()];

    /// <summary>
    /// The smallest difference that is found four times in five, from the pooled deviation of the runs, at the level that Holm's correction
    /// asks of the smallest p; null where no spread is known.
    /// </summary>
    private static double? SmallestDetectable(GroupFinding group, GroupFinding baseline, double level)
    {
        if (group.Deviation is not { } a || baseline.Deviation is not { } b || (a == 0 && b == 0))
            return null;
        double pooled = Math.Sqrt(((group.Count - 1) * a * a + (baseline.Count - 1) * b * b) / (group.Count + baseline.Count - 2));
        return pooled * Power.SmallestEffect(group.Count, baseline.Count, level);
    }
}
