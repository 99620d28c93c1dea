namespace SeRes2Net.Runner.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_directories_become_a_page_and_tables_with_a_verdict()
    {
        for (var seed = 0; seed < 4; seed++)
        {
            WrittenRun.Add(folder, $"runs/net-{seed}", "Net", seed, [0.5, 0.90 + 0.001 * seed], "completed");
            WrittenRun.Add(folder, $"runs/gated-{seed}", "SE-Net", seed, [0.5, 0.95 + 0.001 * seed], "completed");
        }

        Run("runs/gated-0", "runs/gated-1", "runs/gated-2", "runs/gated-3", "--baseline", "runs/net-0", "--out", "other").Output.Should()
            .Contain("Too few runs to compare SE-Net with Net", "a baseline from elsewhere counts");

        var result = Run("runs", "--baseline", "runs/net-0");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("SE-Net is better than Net by 5.00 points").And.Contain("Wrote report/report.html, report/report.md, report/report.csv");
        File.ReadAllText(folder.File("report/report.html")).Should().StartWith("<!DOCTYPE html>").And.Contain("SE-Net is better than Net");
        Directory.EnumerateFiles(folder.File("report")).Should().HaveCount(5);
    }

    [Fact]
    public void An_unfinished_run_leaves_no_verdict_and_a_damaged_one_no_report()
    {
        WrittenRun.Add(folder, "runs/a", "Net", 0, [0.5, 0.9], "completed");
        WrittenRun.Add(folder, "runs/b", "SE-Net", 0, [0.5]);

        var result = Run("runs", "--out", "out");
        folder.Write("runs/c/run.json", "{");
        var damaged = Run("runs", "--out", "other");

        result.ExitCode.Should().Be(5, result.Errors);
        result.Output.Should().Contain("SE-Net, seed 0: has finished 1 of 4 epochs").And.Contain("No verdict");
        File.ReadAllText(folder.File("out/report.md")).Should().Contain("1 of 2 runs are completed, so there is no verdict");
        damaged.ExitCode.Should().Be(3);
        damaged.Errors.Should().Contain("run.json is damaged");
        Directory.Exists(folder.File("other")).Should().BeFalse();
    }

    [Fact]
    public void What_is_not_there_is_said() => Run("nowhere").Errors.Should().StartWith("nowhere: no such folder.");

    private RunnerResult Run(params string[] arguments) => RunnerProcess.RunIn(folder.Path, ["report", .. arguments]);
}
