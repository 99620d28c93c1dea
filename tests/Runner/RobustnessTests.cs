using System.Text.Json;
using System.Text.Json.Nodes;
using SeRes2Net.Lab.Measures;

namespace SeRes2Net.Runner.Tests;

public class RobustnessTests
{
    [Fact]
    public void Runs_are_measured_on_the_same_corrupted_images_and_mistakes_are_named()
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("short", epochs: 1, learningRate: "0.01");
        tiny.Run(tiny.Arguments(recipe: "short")).ExitCode.Should().Be(0);
        var epoch = JsonNode.Parse(File.ReadAllLines(Path.Combine(tiny.Output, "metrics.jsonl"))[^1])!;

        var result = tiny.Run("robustness", "out", "out", "--corruptions", "brightness", "--cache", "kept", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        var run = json.RootElement.GetProperty("runs")[0];
        run.GetProperty("corruptions").GetString().Should().Be("C-style");
        run.GetProperty("clean").GetProperty("accuracy").GetDouble().Should().Be((double)epoch["test_accuracy"]!);
        run.GetProperty("scores").GetArrayLength().Should().Be(5);
        json.RootElement.GetProperty("differences_to_first")[0].GetProperty("mean_corruption_error").GetDouble().Should().Be(0);
        Directory.EnumerateFiles(Path.Combine(tiny.Folder, "kept"), "brightness-*-seed0-all.npy", SearchOption.AllDirectories).Should().HaveCount(5);
        File.Exists(Path.Combine(tiny.Output, "robustness", "heatmap.svg")).Should().BeTrue();

        var measure = MeasureTable.Find("robustness");
        measure.Read(tiny.Output).Keys.Should().BeEquivalentTo(measure.Figures.Select(figure => figure.Title), "a study shows them");

        var shown = tiny.Run("robustness", "out", "--images", "20", "--corruptions", "fog,pixelate", "--cache", "off");
        shown.ExitCode.Should().Be(0, shown.Errors);
        shown.Output.Should().Contain("on 20 test images of shapes10; fp32 on cpu").And.Contain("mean corruption error, C-style: ")
            .And.Contain("over 2 corruptions at 5 severities, without gaussian_noise").And.Contain("pixelate");

        Fails(1, "There is no corruption 'fgo'. Did you mean 'fog'?", "--corruptions", "fgo");
        var record = JsonNode.Parse(File.ReadAllText(Path.Combine(tiny.Output, "run.json")))!;
        record["format"] = 99;
        tiny.Write("out/run.json", record.ToJsonString());
        Fails(3, "was written by a newer version of this program");

        void Fails(int code, string message, params string[] more)
        {
            var failure = tiny.Run(["robustness", "out", .. more]);
            failure.ExitCode.Should().Be(code, failure.Errors);
            failure.Errors.Should().Contain(message).And.NotContain("   at ");
        }
    }
}
