using SeRes2Net.Core.Tests.Lab.Runs;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Core.Tests.Lab.Studies;

public sealed class FindingsTests : IDisposable
{
    private static readonly double[] Baseline = [0.9500, 0.9512, 0.9491, 0.9505, 0.9497];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_planted_difference_is_found()
    {
        var finding = Only(Study(null, Baseline, Moved(Baseline, 0.005)));

        finding.Verdict.Should().Be(Verdict.Better);
        finding.Difference.Should().BeApproximately(0.005, 1e-12);
        finding.HolmP.Should().Be(finding.Welch!.P);
        finding.Pairs.Should().Be(5);
        finding.Permutation!.P.Should().BeApproximately(2.0 / 252, 1e-12);
        finding.SignFlip!.P.Should().Be(0.0625);
        finding.ParametersPerPoint!.Value.Should().BeApproximately(2000, 1e-6, "1,000 parameters for half a point");
        finding.Sentence.Should().Be("Net-1 is better than Net-0 by 0.50 points (95% interval 0.38 to 0.62; Welch p < 0.0001, Holm p < 0.0001; 5 and 5 runs).");
        var worse = Only(Study(null, Moved(Baseline, 0.005), Baseline));
        worse.Verdict.Should().Be(Verdict.Worse);
        worse.Sentence.Should().StartWith("Net-1 is worse than Net-0 by 0.50 points (95% interval 0.38 to 0.62;");
        worse.ParametersPerPoint.Should().BeNull();
    }

    [Fact]
    public void A_planted_equality_is_equivalent_within_a_band_and_otherwise_no_difference_is_shown()
    {
        double[] same = [.. Baseline.Reverse()];

        var equivalent = Only(Study(0.003, Baseline, same));
        equivalent.Verdict.Should().Be(Verdict.Equivalent);
        equivalent.EquivalenceP.Should().BeLessThan(0.05);
        equivalent.Sentence.Should().StartWith("Net-1 and Net-0 are equivalent within 0.30 points: they differ by 0.00 points (95% interval -0.12 to 0.12;");

        var undecided = Only(Study(null, Baseline, same));
        undecided.Verdict.Should().Be(Verdict.NoDifferenceShown);
        undecided.SmallestDetectable.Should().BeApproximately(Samples.Deviation(Baseline) * 2.0244, 1e-6);
        undecided.Sentence.Should().EndWith(" So many runs show a difference of 0.16 points four times in five.");
        Only(Study(0.0005, Baseline, same)).Verdict.Should().Be(Verdict.NoDifferenceShown, "so few runs cannot show that the difference is so small");
    }

    [Fact]
    public void A_difference_within_the_band_is_said_to_be_one()
    {
        var finding = Only(Study(0.01, Baseline, Moved(Baseline, 0.003)));

        finding.Verdict.Should().Be(Verdict.Better);
        finding.Sentence.Should().StartWith("Net-1 is better than Net-0, but within the band of 1.00 points that counts as no difference, by 0.30 points (");
    }

    [Fact]
    public void A_missing_seed_leaves_every_comparison_without_verdict_and_tests()
    {
        var study = Study(null, Baseline, Moved(Baseline, 0.005), Moved(Baseline, -0.005));
        var missing = new StudyRun(4, RunState.Missing, null, "has not begun");
        var group = study.Groups[2] with { Runs = [.. study.Groups[2].Runs.Take(4), missing] };

        var findings = Findings.Of(study with { Groups = [study.Groups[0], study.Groups[1], group] });

        findings.Comparisons.Should().OnlyContain(finding => finding.Verdict == Verdict.Incomplete && finding.Welch == null && finding.Difference == null)
            .And.HaveCount(2);
        findings.Comparisons[0].Sentence.Should().Be("No verdict on Net-1 against Net-0: the study is not complete (Net-2, seed 4: has not begun).");
        findings.Groups.Select(summary => summary.Count).Should().Equal(5, 5, 4);
        findings.Groups[2].Mean.Should().BeApproximately(Samples.Mean(Baseline[..4]) - 0.005, 1e-12);
    }

    [Fact]
    public void Runs_that_no_exact_test_could_tell_apart_are_too_few()
    {
        var three = Only(Study(null, Baseline[..3], Moved(Baseline[..3], 0.01)));
        three.Verdict.Should().Be(Verdict.TooFewRuns);
        three.Welch!.P.Should().BeLessThan(0.001, "it takes a normal distribution for granted");
        three.Sentence.Should().StartWith("Too few runs to compare Net-1 with Net-0: the exact test cannot give less than p = 0.100 for 3 and 3; " +
            "4 runs of each network are enough. The difference is 1.00 points (");
        Only(Study(null, Baseline[..4], Moved(Baseline[..4], 0.01))).Verdict.Should().Be(Verdict.Better);
        var one = Only(Study(null, Baseline, [0.99]));
        one.Verdict.Should().Be(Verdict.TooFewRuns);
        one.Welch.Should().BeNull();
        one.HolmP.Should().BeNull();
    }

    [Fact]
    public void Holm_corrects_over_all_declared_comparisons()
    {
        var alone = Only(Study(null, Baseline, Moved(Baseline, 0.0014)));
        alone.Verdict.Should().Be(Verdict.Better);

        var study = Findings.Of(Study(null, Baseline, Moved(Baseline, 0.0014), [.. Baseline.Reverse()], [.. Baseline.Reverse()]));

        study.Comparisons[0].HolmP.Should().BeApproximately(3 * alone.Welch!.P, 1e-12);
        study.Comparisons[0].Verdict.Should().Be(Verdict.NoDifferenceShown);
    }

    [Fact]
    public void One_network_with_two_recipes_is_told_apart_by_them()
    {
        var study = Study(null, Baseline, Moved(Baseline, 0.005));

        Only(study with { Groups = [study.Groups[0], study.Groups[1] with { Spec = "Net-0", Stem = "net-0", Recipe = "longer" }] }).Sentence
            .Should().StartWith("Net-0, longer is better than Net-0, mine by");
    }

    [Fact]
    public void Answers_to_single_images_are_compared_by_seed()
    {
        // The baseline gets all of 20 images right but the first 6, whatever the seed; the network gets these right, too, except as many as its seed says.
        var study = OnDisk(group => seed => group == 0 ? 6 : seed);

        var finding = Only(study);

        finding.McNemar!.Statistic.Should().Be(4, "2 of the 6 are wrong in the median run");
        finding.McNemar.P.Should().BeApproximately(2.0 / 16, 1e-12);
        finding.ImageInterval!.Value.Low.Should().BeInRange(0.0, 0.1);
        finding.ImageInterval!.Value.High.Should().BeInRange(0.3, 0.45);
        finding.Group.DeviationIfIndependent.Should().BeApproximately(Math.Sqrt((0.16 + 0.24 + 0.24 + 0.16) * 5 / 4) / 20, 1e-12);
        finding.Baseline.DeviationIfIndependent.Should().Be(0);

        File.Delete(folder.File("net-1-s3/predictions.csv"));
        var without = Only(study);
        without.McNemar.Should().BeNull();
        without.ImageInterval.Should().BeNull();
        without.Verdict.Should().Be(finding.Verdict);
    }

    [Theory]
    [InlineData("index,label,predicted,logit_0,logit_1\n0,0,1,1,2\n", "*expected the predictions of the run's last epoch, with a test accuracy of *; found 0.")]
    [InlineData("index,label,predicted,logit_0\n", "*predictions.csv: expected a line for every test image, found none.")]
    [InlineData("label,predicted\n", "*predictions.csv: expected the header index,label,predicted,logit_0,..., found 'label,predicted'.")]
    [InlineData("", "*predictions.csv: expected the header *, found ''.")]
    [InlineData("index,label,predicted,logit_0,logit_1\n0,0,1,1,2\n2,1,1,1,2\n", "*predictions.csv, line 3: expected image 1, its label and its answer, both below 2, and 2 logits; found '2,1,1,1,2'.")]
    [InlineData("index,label,predicted,logit_0,logit_1\n0,2,1,1,2\n", "*line 2: expected image 0, *")]
    [InlineData("index,label,predicted,logit_0,logit_1\n0,0,-1,1,2\n", "*line 2: expected image 0, *")]
    [InlineData("index,label,predicted,logit_0,logit_1\n0,0,1,1\n", "*line 2: expected image 0, *")]
    [InlineData("index,label,predicted,logit_0,logit_1\n0\n", "*line 2: expected image 0, *")]
    public void Predictions_that_do_not_belong_to_the_run_are_refused(string text, string message)
    {
        var study = OnDisk(_ => _ => 6);
        folder.Write("net-0-s0/predictions.csv", text);

        ((Action)(() => Findings.Of(study))).Should().Throw<CheckpointException>().WithMessage(message);
    }

    [Fact]
    public void Predictions_for_other_images_are_refused()
    {
        var study = OnDisk(_ => _ => 6);
        WritePredictions("net-1-s2", wrong: 6, label: 1);

        ((Action)(() => Findings.Of(study))).Should().Throw<CheckpointException>()
            .WithMessage("*net-1-s2*predictions.csv: expected the labels of the test images in *net-0-s0*predictions.csv, found others.*");
    }

    private static double[] Moved(double[] accuracies, double by) => [.. accuracies.Select(accuracy => accuracy + by)];

    private static ComparisonFinding Only(StudyResults study) => Findings.Of(study).Comparisons.Should().ContainSingle().Subject;

    /// <summary>Every network is compared with the first, and has 1,000 parameters more than the one before.</summary>
    private StudyResults Study(double? band, params double[][] accuracies) => new()
    {
        Name = "planted",
        Band = band,
        Groups = [.. accuracies.Select((runs, g) => new StudyGroup($"Net-{g}", $"net-{g}", "", "mine", "tiny", 1000 * g, 1, [.. runs.Select((accuracy, seed) => Run(g, seed, accuracy))]))],
        Comparisons = [.. Enumerable.Range(1, accuracies.Length - 1).Select(g => new DeclaredComparison(g, 0))],
    };

    private StudyRun Run(int group, int seed, double accuracy) => new(seed, RunState.Completed,
        new RunFolder(folder.File($"net-{group}-s{seed}"), SampleRun.Record with { Seed = seed }, [SampleRun.Epoch(1) with { TestAccuracy = accuracy }], []), null);

    /// <summary>Two networks with five seeds, with predictions for 20 images of which the first few are wrong.</summary>
    private StudyResults OnDisk(Func<int, Func<int, int>> wrong)
    {
        for (int g = 0; g < 2; g++)
        {
            for (int seed = 0; seed < 5; seed++)
                WritePredictions($"net-{g}-s{seed}", wrong(g)(seed), label: 0);
        }
        return Study(null, [.. Enumerable.Range(0, 2).Select(g => Enumerable.Range(0, 5).Select(seed => 1 - wrong(g)(seed) / 20.0).ToArray())]);
    }

    private void WritePredictions(string run, int wrong, int label)
    {
        Directory.CreateDirectory(folder.File(run));
        int[] predicted = [.. Enumerable.Range(0, 20).Select(i => i < wrong ? 1 - label : label)];
        Predictions.Write(folder.File($"{run}/predictions.csv"), new EvaluationResult(0, 0, [.. predicted.Select(_ => label)], predicted, new float[40]));
    }
}
