using System.Globalization;
using System.Text.Json;
using SeRes2Net.Core.Tests.Lab.Runs;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Reports;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Core.Tests.Lab.Reports;

/// <summary>The runs of a study that never happened: learning curves and confusions drawn from seeded random numbers.</summary>
/// <param name="Specs">Names of the networks; the first is the baseline.</param>
/// <param name="Seeds">Runs of each.</param>
/// <param name="Epochs">Epochs of each run.</param>
/// <param name="Classes">Names of the classes.</param>
internal sealed record SampleStudy(IReadOnlyList<string> Specs, int Seeds, int Epochs, IReadOnlyList<string> Classes)
{
    private const int ImagesOfClass = 1000;

    public static readonly string[] TenClasses = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Five networks as a report has them.</summary>
    public static SampleStudy Small { get; } = new(["Res2Net-29", "SE last", "SE first two", "SE all splits", "SE concat"], 4, 20, TenClasses);

    /// <summary>As many networks as anyone compares.</summary>
    public static SampleStudy Large { get; } = new([.. Enumerable.Range(1, 50).Select(i => $"SE-Res2Net-29 variant {i}")], 10, 200, TenClasses);

    /// <summary>Everything that a report shows.</summary>
    public ReportInput Input(StudyResults? results = null)
    {
        var study = results ?? Results();
        var groups = study.Groups.Select(Summary).ToList();
        return new ReportInput
        {
            Findings = new StudyFindings(study, groups, [.. study.Comparisons.Select(declared => Comparison(study, groups[declared.Group], groups[declared.Baseline]))]),
            Confusions = [.. study.Groups.Select((group, g) => (IReadOnlyList<ConfusionTable?>)[.. group.Runs.Select(run => Confusion(g, run))])],
            Differences = [.. Specs.Skip(1).Select(spec => new SpecDifference(spec, Specs[0], ["+ gate se at concat: +9,248 parameters, +0.03M MACs"]))],
            Claims = [new ReportClaim("SE concat: error", "3.65 %", "outside what was measured", "Measured 6.42% (6.30% to 6.54%) in 4 runs; the published figure lies outside.", "arXiv:1709.01507")],
        };
    }

    /// <summary>The runs, in memory.</summary>
    public StudyResults Results() => new()
    {
        Name = "gating-ablation",
        Summary = "Where in a Res2Net block does squeeze-and-excitation help?",
        Groups = [.. Specs.Select((spec, g) => new StudyGroup(spec, $"spec-{g}", Hash(spec), "quick-20", "cifar10", 670_337 + 9_248 * g, 41_220_000 + 31_000 * g, Runs(g)))],
        Comparisons = [.. Enumerable.Range(1, Specs.Count - 1).Select(g => new DeclaredComparison(g, 0))],
        Band = 0.002,
    };

    /// <summary>The same as run directories on the disk.</summary>
    public void Write(string folder)
    {
        foreach (var (group, g) in Results().Groups.Select((group, g) => (group, g)))
        {
            foreach (var run in group.Runs)
            {
                string path = Directory.CreateDirectory(Path.Combine(folder, $"{group.Stem}-s{run.Seed}")).FullName;
                File.WriteAllText(Path.Combine(path, RunDirectory.RecordName), run.Folder!.Record.ToJson());
                File.WriteAllText(Path.Combine(path, RunDirectory.MetricsName), string.Concat(run.Folder.Metrics.Select(epoch => JsonSerializer.Serialize(epoch) + "\n")));
                var confusion = Confusion(g, run);
                File.WriteAllText(Path.Combine(path, RunReports.ConfusionName), ResultTables.Confusion(confusion.Matrix, confusion.ClassNames));
            }
        }
    }

    private IReadOnlyList<StudyRun> Runs(int g) => [.. Enumerable.Range(0, Seeds).Select(seed => new StudyRun(seed, RunState.Completed, Folder(g, seed), null))];

    private RunFolder Folder(int g, int seed)
    {
        var random = new Random(1000 * g + seed);
        double final = 0.925 + 0.0012 * (g % 7) + 0.0025 * (random.NextDouble() - 0.5);
        var metrics = Enumerable.Range(1, Epochs).Select(epoch =>
        {
            double progress = 1 - Math.Exp(-5.0 * epoch / Epochs), noise = epoch == Epochs ? 0 : 0.01 * (random.NextDouble() - 0.5);
            return SampleRun.Epoch(epoch) with
            {
                TrainLoss = 2.3 - 2.2 * progress + Math.Abs(noise),
                TrainAccuracy = 0.1 + 0.88 * progress,
                TestLoss = 2.3 - 2.0 * progress + Math.Abs(noise),
                TestAccuracy = 0.1 + (final - 0.1) * progress / (1 - Math.Exp(-5)) + noise,
            };
        }).ToList();
        var record = SampleRun.Record with
        {
            Spec = Specs[g],
            SpecStem = $"spec-{g}",
            SpecHash = Hash(Specs[g]),
            Parameters = 670_337 + 9_248 * g,
            Macs = 41_220_000 + 31_000 * g,
            Recipe = "quick-20",
            RecipeHash = Hash("quick-20"),
            Data = "cifar10",
            DataSource = "/data/cifar10",
            DataChecksum = Hash("cifar10"),
            Seed = seed,
            Epochs = Epochs,
            TrainImages = 50_000,
            TestImages = ImagesOfClass * Classes.Count,
            Outcome = "completed",
            GitCommit = Hash("commit")[..40],
            Versions = new Dictionary<string, string> { ["seres2net"] = "1.0.0", ["dotnet"] = "10.0.1", ["torchsharp"] = "0.107.0", ["libtorch"] = "2.10.0", ["os"] = "Debian GNU/Linux 13" },
            Last = metrics[^1],
        };
        return new RunFolder($"/runs/spec-{g}-s{seed}", record, metrics, ["last"]);
    }

    // Neighbouring classes are taken for each other.
    private ConfusionTable Confusion(int g, StudyRun run)
    {
        var random = new Random(1000 * g + (int)run.Seed);
        var counts = Enumerable.Range(0, Classes.Count).Select(_ => new int[Classes.Count]).ToArray();
        for (int label = 0; label < Classes.Count; label++)
        {
            int wrong = 40 + 10 * (label % 4) + random.Next(20);
            counts[label][label] = ImagesOfClass - wrong;
            for (int i = 0; i < wrong; i++)
                counts[label][(label + 1 + (int)(random.NextDouble() * random.NextDouble() * (Classes.Count - 1))) % Classes.Count]++;
        }
        return new ConfusionTable(Classes, new ConfusionMatrix(counts));
    }

    private static GroupFinding Summary(StudyGroup group)
    {
        var values = group.Accuracies;
        if (values.Count < 2)
            return new GroupFinding(group, values.Count, values.Count == 0 ? null : values[0], null, null);
        double mean = values.Average(), deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)), half = 2.5 * deviation / Math.Sqrt(values.Count);
        return new GroupFinding(group, values.Count, mean, deviation, new Interval(mean - half, mean + half));
    }

    private static ComparisonFinding Comparison(StudyResults study, GroupFinding group, GroupFinding baseline)
    {
        if (!study.IsComplete)
            return new ComparisonFinding { Group = group, Baseline = baseline, Verdict = Verdict.Incomplete, Sentence = "Runs are missing." };
        double difference = group.Mean!.Value - baseline.Mean!.Value, error = Math.Sqrt((group.Deviation!.Value * group.Deviation.Value + baseline.Deviation!.Value * baseline.Deviation.Value) / group.Count), half = 2.3 * error;
        var verdict = difference > half ? Verdict.Better : difference < -half ? Verdict.Worse : Math.Abs(difference) + half < study.Band ? Verdict.Equivalent : Verdict.NoDifferenceShown;
        string points = (100 * difference).ToString("+0.00;-0.00", CultureInfo.InvariantCulture);
        return new ComparisonFinding
        {
            Group = group,
            Baseline = baseline,
            Verdict = verdict,
            Difference = difference,
            DifferenceInterval = new Interval(difference - half, difference + half),
            Pairs = group.Count,
            Sentence = $"{group.Group.Spec}: {points} points to {baseline.Group.Spec} over {group.Count} runs each.",
            Welch = new TestResult(difference / error, 6, 0.012),
            HolmP = 0.048,
            Paired = new TestResult(difference / error, 3, 0.02),
            Permutation = new TestResult(difference, null, 0.029),
            Dav = new Effect(difference / group.Deviation.Value, new Interval(-0.5, 4)),
            EquivalenceP = 0.3,
            SmallestDetectable = 0.004,
            ParametersPerPoint = difference > 0 ? new Effect((group.Group.Parameters - baseline.Group.Parameters) / (100 * difference), null) : null,
            MacsPerPoint = difference > 0 ? new Effect((group.Group.Macs - baseline.Group.Macs) / (100 * difference), null) : null,
        };
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
