using System.Globalization;
using SeRes2Net.Lab.Measures;
using SeRes2Net.Lab.Reports;
using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Robustness;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Core.Tests.Lab.Reports;

/// <summary>What was measured beside accuracy, in a report.</summary>
public sealed class MeasureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_figure_has_a_picture_its_differences_and_a_verdict_as_accuracy_has()
    {
        var results = Results(seeds: 4);

        string page = HtmlReport.Write(SampleStudy.Small.Input(results)), tables = MarkdownReport.Write(SampleStudy.Small.Input(results));

        page.Should().Contain("id=\"measure-1").And.Contain("id=\"measure-2").And.Contain("Accuracy in % under corruptions");
        // Medians of 10.0 to 10.3 ms against 20.0 to 20.3, 10.05 to 10.35, and 9.0 to 9.3.
        tables.Should().Contain("| Latency of one image (ms, float32) | Res2Net-29 | 4 | 10.15 ± 0.13 |  |  |  |  | baseline |")
            .And.MatchRegex(@"\| Latency of one image \(ms, float32\) \| SE last \| 4 \| 20\.15 ± 0\.13 \| \+10\.00 \| \+9\.78 to \+10\.22 \| &lt; 0\.0001 \| &lt; 0\.0001 \| higher \|")
            .And.MatchRegex(@"\| SE first two \| 4 \| 10\.20 ± 0\.13 \| \+0\.05 \| .* \| no difference shown \|")
            .And.MatchRegex(@"\| SE all splits \| 4 \| 9\.15 ± 0\.13 \| −1\.00 \| .* \| lower \|");
        tables.Should().NotContain("| SE concat | 4 | 0", "it was not measured");
    }

    [Fact]
    public void There_is_no_verdict_on_some_of_the_runs()
    {
        var results = Results(seeds: 4);
        File.Delete(Path.Combine(results.Groups[1].Runs[3].Folder!.Path, "latency/latency.json"));
        MarkdownReport.Write(SampleStudy.Small.Input(results)).Should()
            .MatchRegex(@"\| Latency of one image \(ms, float32\) \| SE last \| 3 \| [^\n]* \| 3 of 4 runs measured \|").And.MatchRegex(@"\| SE all splits \| 4 \| [^\n]* \| lower \|");

        File.Delete(Path.Combine(results.Groups[0].Runs[3].Folder!.Path, "latency/latency.json"));
        MarkdownReport.Write(SampleStudy.Small.Input(results)).Should().MatchRegex(@"\| SE all splits \| 4 \| [^\n]* \| baseline: 3 of 4 runs measured \|").And.NotContain("| lower |");
    }

    [Fact]
    public void Three_runs_give_no_verdict() =>
        MarkdownReport.Write((SampleStudy.Small with { Seeds = 3 }).Input(Results(seeds: 3))).Should()
            .MatchRegex(@"\| Latency of one image \(ms, float32\) \| SE last \| 3 \| .* \| too few runs to say \|");

    [Fact]
    public void A_summary_of_robustness_is_read_as_it_was_written()
    {
        var summary = RobustnessSummary.FromJson(Robustness(0.5));

        RobustnessSummary.FromJson(summary.ToJson()).ToJson().Should().Be(summary.ToJson());
        summary.MeanCorruptionError.Should().Be(50);
    }

    // The last network was not measured.
    private StudyResults Results(int seeds)
    {
        double[] medians = [10, 20, 10.05, 9];
        var results = (SampleStudy.Small with { Seeds = seeds }).Results();
        var groups = results.Groups.Select((group, g) => group with
        {
            Runs = [.. group.Runs.Select(run => run with { Folder = run.Folder! with { Path = folder.File($"{group.Stem}-{run.Seed}") } })],
        }).ToList();
        for (int g = 0; g < medians.Length; g++)
        {
            foreach (var run in groups[g].Runs)
            {
                string median = (medians[g] + 0.1 * run.Seed).ToString(CultureInfo.InvariantCulture);
                string name = Path.GetFileName(run.Folder!.Path);
                folder.Write($"{name}/latency/latency.json", $$"""{ "results": [{ "median_ms": {{median}} }, { "images_per_s": 100 }] }""");
                folder.Write($"{name}/robustness/robustness.json", Robustness(0.5));
            }
        }
        return results with { Groups = groups, Measures = [MeasureTable.Find("latency")] };
    }

    private static string Robustness(double accuracy) => new RobustnessSummary
    {
        Corruptions = "C-style",
        Run = "r",
        Spec = "s",
        RunSeed = 0,
        Weights = "last",
        Data = "d",
        DataChecksum = "c",
        Seed = 0,
        Device = "cpu",
        Threads = 1,
        Precision = "fp32",
        Clean = new Score(100, 90),
        Missing = [],
        Scores = [.. Enumerable.Range(1, 5).Select(severity => new CorruptionScore("fog", "weather", severity, new Score(100, (int)(100 * accuracy))))],
        Shifted = [],
    }.ToJson();
}
