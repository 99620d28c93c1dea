using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeRes2Net.Runner.Tests;

public class EvaluateTests
{
    [Fact]
    public void The_last_weights_answer_as_they_did_when_the_run_ended()
    {
        using var tiny = new TinyRun();
        tiny.Run(tiny.Arguments()).ExitCode.Should().Be(0);
        var epoch = JsonNode.Parse(File.ReadAllLines(Path.Combine(tiny.Output, "metrics.jsonl"))[^1])!;

        var result = tiny.Run("evaluate", "out", "--out", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        var accuracy = json.RootElement.GetProperty("accuracy").GetDouble();
        accuracy.Should().Be((double)epoch["test_accuracy"]!);
        json.RootElement.GetProperty("loss").GetDouble().Should().BeApproximately((double)epoch["test_loss"]!, 1e-5);
        json.RootElement.GetProperty("accuracy_95")[0].GetDouble().Should().BeLessThan(accuracy);
        json.RootElement.GetProperty("accuracy_95")[1].GetDouble().Should().BeGreaterThan(accuracy);
        json.RootElement.GetProperty("classes").EnumerateArray().Sum(item => item.GetProperty("images").GetInt32()).Should().Be(1000);
        Answers("out/predictions-shapes10-last.csv").Should().Equal(Answers("out/predictions.csv"));

        var shown = tiny.Run("evaluate", "out", "--test-views", "flip-and-shift", "--batch", "100", "--out", "answers.csv");

        shown.ExitCode.Should().Be(0, shown.Errors);
        shown.Output.Should().StartWith("Tiny, last weights, on 1,000 test images of shapes10; fp32 on cpu, views: flip-and-shift\naccuracy ")
            .And.Contain("95% interval").And.Contain("\nwith one view ").And.Contain("triangle").And.EndWith("Answers: answers.csv\n");
        File.ReadAllLines(Path.Combine(tiny.Folder, "answers.csv")).Should().HaveCount(1001);

        IEnumerable<string> Answers(string name) => File.ReadAllLines(Path.Combine(tiny.Folder, name)).Select(line => string.Join(',', line.Split(',').Take(3)));
    }

    [Fact]
    public void A_run_remembers_how_its_data_was_asked_for_its_device_and_its_threads()
    {
        using var tiny = new TinyRun();
        tiny.Run("--spec", "tiny.yaml", "--data", "shapes10:200", "--recipe", "tiny", "--out", "out", "--threads", "1", "--epochs", "1").ExitCode.Should().Be(0);

        var evaluated = tiny.Run("evaluate", "out");
        evaluated.Output.Should().Contain("on 50 test images of shapes10");
        evaluated.Errors.Should().NotContain("checksum");
        // Nothing but the number of epochs has changed, and nothing else is named.
        var resumed = tiny.Run("--resume", "out", "--epochs", "2", "--accept-changes");

        resumed.ExitCode.Should().Be(0, resumed.Errors);
        resumed.Output.Should().Contain("128 training and 50 test images; fp32 on cpu, 1 thread");
        var record = JsonNode.Parse(File.ReadAllText(Path.Combine(tiny.Output, "run.json")))!;
        ((string)record["data_suffix"]!, (int)record["threads"]!).Should().Be((":200", 1));
        record["resumed"]![0]!["changes"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public void Answers_on_other_data_have_files_of_their_own()
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("short", epochs: 1, learningRate: "0.01");
        tiny.Run(tiny.Arguments(recipe: "short")).ExitCode.Should().Be(0);
        foreach (var name in new[] { "dark", "bright" })
        {
            tiny.WriteArray($"{name}/x_test.npy", "|u1", [2, 3, 32, 32], [.. Enumerable.Repeat((byte)(name == "dark" ? 9 : 250), 2 * 3072)]);
            tiny.WriteArray($"{name}/y_test.npy", "|u1", [2], [0, 8]);

            var result = tiny.Run("evaluate", "out", "--data", name, "--out");

            result.ExitCode.Should().Be(0, result.Errors);
            result.Output.Should().Contain($"on 2 test images of {name}");
            File.ReadAllLines(Path.Combine(tiny.Output, $"predictions-{name}-last.csv")).Should().HaveCount(3);
        }
        tiny.Run("evaluate", "out", "--data", "shapes10:200", "--out").ExitCode.Should().Be(0);
        File.ReadAllLines(Path.Combine(tiny.Output, "predictions-shapes10-200-last.csv")).Should().HaveCount(51);

        var lost = tiny.Run("evaluate", "out", "--data", "dark", "--out", "nowhere/a.csv");

        (lost.ExitCode, lost.Output).Should().Be((3, ""), lost.Errors);
        lost.Errors.Should().Contain("there is no folder");
    }

    [Fact]
    public void Data_that_was_named_by_a_relative_path_is_found_from_another_folder()
    {
        using var tiny = new TinyRun();
        using var elsewhere = new TemporaryFolder();
        foreach (var (part, count) in new[] { ("train", 128), ("test", 10) })
        {
            tiny.WriteArray($"mine/x_{part}.npy", "|u1", [count, 3, 32, 32], [.. Enumerable.Range(0, count * 3072).Select(at => (byte)(at * 7919 >> 3))]);
            tiny.WriteArray($"mine/y_{part}.npy", "|u1", [count], [.. Enumerable.Range(0, count).Select(at => (byte)(at % 10))]);
        }
        tiny.Run("--spec", "tiny.yaml", "--data", "mine", "--recipe", "tiny", "--out", "out", "--threads", "1", "--epochs", "1").ExitCode.Should().Be(0);

        var result = RunnerProcess.RunIn(elsewhere.Path, "evaluate", tiny.Output);

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("on 10 test images of mine");
    }

    [Fact]
    public void Images_are_normalised_as_the_runs_were()
    {
        using var tiny = new TinyRun();
        tiny.Run(tiny.Arguments()).ExitCode.Should().Be(0);
        var own = Loss();
        var record = JsonNode.Parse(File.ReadAllText(Path.Combine(tiny.Output, "run.json")))!;
        record["input_mean"] = new JsonArray(0.9, 0.9, 0.9);
        record["input_std"] = new JsonArray(0.1, 0.1, 0.1);
        File.WriteAllText(Path.Combine(tiny.Output, "run.json"), record.ToJsonString());

        Math.Abs(Loss() - own).Should().BeGreaterThan(1e-3);

        double Loss()
        {
            var result = tiny.Run("evaluate", "out", "--json");
            result.ExitCode.Should().Be(0, result.Errors);
            return (double)JsonNode.Parse(result.Output)!["loss"]!;
        }
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("short", epochs: 1, learningRate: "0.01");
        tiny.Run(tiny.Arguments(recipe: "short")).ExitCode.Should().Be(0);

        Fails(1, "nowhere: no such folder.", "nowhere");
        Fails(1, "recipes is not a run directory: it has no run.json.", "recipes");
        Fails(1, "out has no ema weights; it has last", "out", "--weights", "ema");
        Fails(3, "no such folder, and no data set of that name", "out", "--data", "cats");
        Fails(1, "--batch must be an integer of at least 1", "out", "--batch", "0");
        tiny.Write("out/spec.yaml", File.ReadAllText(Path.Combine(tiny.Output, "spec.yaml")).Replace("1000", "900"));
        Fails(3, "it is no longer the network that this run trained", "out");

        void Fails(int code, string message, params string[] arguments)
        {
            var result = tiny.Run(["evaluate", .. arguments]);
            result.ExitCode.Should().Be(code, result.Errors);
            result.Errors.Should().Contain(message).And.NotContain("   at ");
        }
    }
}
