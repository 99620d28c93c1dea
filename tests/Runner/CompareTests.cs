using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public sealed class CompareTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Networks_are_compared_with_the_baseline()
    {
        Add("plain", "Plain", [0.900, 0.902, 0.901, 0.899]);
        Add("gated", "Gated", [0.911, 0.910, 0.912, 0.909]);

        var text = Run("runs", "--baseline", "runs/plain-s2");
        text.ExitCode.Should().Be(0, text.Errors);
        var lines = text.Output.Split('\n');
        lines[0].Should().StartWith("network  recipe  runs  mean accuracy     sd      95% interval");
        lines[1].Should().StartWith("Plain    tiny     4/4         90.05%  0.13%  89.84% to 90.26%");
        lines[2].Should().StartWith("Gated    tiny     4/4         91.05%  0.13%  90.84% to 91.26%");
        lines[3].Should().Be("Gated is better than Plain by 1.00 points (95% interval 0.78 to 1.22; Welch p < 0.0001, Holm p < 0.0001; 4 and 4 runs).");

        var json = Run("runs", "--json");
        using var document = JsonDocument.Parse(json.Output);
        document.RootElement.GetProperty("complete").GetBoolean().Should().BeTrue();
        var comparison = document.RootElement.GetProperty("comparisons").EnumerateArray().Should().ContainSingle().Subject;
        comparison.GetProperty("baseline").GetString().Should().Be("Gated", "it is the first by path");
        comparison.GetProperty("verdict").GetString().Should().Be("worse");
        comparison.GetProperty("difference").GetDouble().Should().BeApproximately(-0.01, 1e-12);
        comparison.GetProperty("permutation").GetProperty("p").GetDouble().Should().BeApproximately(2.0 / 70, 1e-12);
        comparison.GetProperty("mcnemar").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        Add("plain", "Plain", [0.900]);
        WrittenRun.Add(folder, "other/a", "Gated", 0, [0.8], "completed", recipe: "longer");
        WrittenRun.Add(folder, "stopped/a", "Gated", 0, [0.8, 0.9], "interrupted");

        Refused(1, "runs: All of these runs are of one network, Plain;", "runs");
        Refused(1, "other: Runs with different recipe cannot be compared: ", "runs", "other");
        Refused(5, "stopped: Only finished runs can be compared", "runs", "stopped");
        Refused(1, "nowhere: nowhere: no such folder.", "nowhere");

        void Refused(int code, string message, params string[] arguments)
        {
            var result = Run(arguments);
            result.ExitCode.Should().Be(code);
            $"{arguments[^1]}: {result.Errors}".Should().StartWith(message);
        }
    }

    private RunnerResult Run(params string[] arguments) => RunnerProcess.RunIn(folder.Path, ["compare", .. arguments]);

    private void Add(string name, string spec, double[] accuracies)
    {
        for (int seed = 0; seed < accuracies.Length; seed++)
            WrittenRun.Add(folder, $"runs/{name}-s{seed}", spec, seed, [accuracies[seed]], "completed");
    }
}
