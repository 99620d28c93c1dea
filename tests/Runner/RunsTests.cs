using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public sealed class RunsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Runs_are_listed_with_their_last_accuracy_and_damaged_ones_with_the_reason()
    {
        AddRun("runs/b", "SE-Net", seed: 1, accuracies: [0.5, 0.75]);
        AddRun("runs/study/a", "Net", seed: 0, accuracies: [0.875]);
        AddRun("runs/killed", "Net", seed: 2, accuracies: []);
        folder.Write("runs/broken/run.json", "{");
        folder.Write("runs/half/metrics.jsonl", "");
        folder.Write("runs/notes/readme.txt", "not a run");

        var result = Run();

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Split('\n').Should().HaveElementAt(1, "SE-Net  tiny    shapes10     1  running     2/4         75.00%  1 min 20 s  runs/b")
            .And.HaveElementAt(2, "Net     tiny    shapes10     2  running     0/4                        0 s  runs/killed")
            .And.HaveElementAt(3, "Net     tiny    shapes10     0  running     1/4         87.50%        40 s  runs/study/a");
        result.Output.Should().Contain("runs/broken cannot be read: ").And.Contain("run.json is damaged")
            .And.Contain("runs/half cannot be read: runs/half is not a run directory: it has no run.json.").And.NotContain("notes");
    }

    [Fact]
    public void Runs_are_filtered_and_sorted()
    {
        AddRun("runs/b", "SE-Net", seed: 1, accuracies: [0.5, 0.75]);
        AddRun("runs/a", "Net", seed: 0, accuracies: [0.875]);
        AddRun("runs/c", "SE-Net", seed: 2, accuracies: [0.9]);

        Paths("--sort", "accuracy").Should().Equal("runs/c", "runs/a", "runs/b");
        Paths("--filter", "spec=se-*").Should().Equal("runs/b", "runs/c");
        Paths("--filter", "spec=SE-Net", "--filter", "seed=2").Should().Equal("runs/c");
        Paths("--filter", "outcome=completed").Should().BeEmpty();
        Paths("runs/a", "runs/b", "runs/a").Should().Equal("runs/a", "runs/b");

        List<string?> Paths(params string[] arguments)
        {
            var result = Run([.. arguments, "--json"]);
            result.ExitCode.Should().Be(0, result.Errors);
            using var json = JsonDocument.Parse(result.Output);
            return [.. json.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("path").GetString())];
        }
    }

    [Theory]
    [InlineData(0, "There is no folder runs")]
    [InlineData(1, "nowhere: no such folder.", "nowhere")]
    [InlineData(1, "--filter sed=1: there is no key 'sed'. Did you mean 'seed'?", "--filter", "sed=1")]
    [InlineData(1, "--filter seed: expected KEY=VALUE", "--filter", "seed")]
    public void What_is_not_there_is_said(int code, string message, params string[] arguments)
    {
        var result = Run(arguments);

        result.ExitCode.Should().Be(code);
        (result.Output + result.Errors).Should().StartWith(message);
    }

    private RunnerResult Run(params string[] arguments) => RunnerProcess.RunIn(folder.Path, ["runs", .. arguments]);

    private void AddRun(string path, string spec, long seed, double[] accuracies) => WrittenRun.Add(folder, path, spec, seed, accuracies);
}
