using System.Text.Json.Nodes;
using SeRes2Net.Lab.Measures;

namespace SeRes2Net.Runner.Tests;

public sealed class QuantiseTests
{
    [Fact]
    public void A_run_is_quantised_and_compared_with_itself()
    {
        using var tiny = new TinyRun();
        tiny.Run(tiny.Arguments()).ExitCode.Should().Be(0);

        var result = tiny.Run("quantise", "out", "--images", "64", "--calibration", "percentile", "--keep", "head", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        var said = JsonNode.Parse(result.Output)!;
        var folder = Path.Combine(tiny.Output, "quantised");
        File.ReadAllText(Path.Combine(folder, "quantisation.json")).Should().Be(result.Output);
        Directory.GetFiles(folder).Select(Path.GetFileName).Should().BeEquivalentTo("float32.onnx", "int8.onnx", "predictions.csv", "quantisation.json");
        ((int)said["integer_products"]!).Should().Be((int)said["products"]! - 1, "the head stays in float32");
        ((double)said["float32"]!["accuracy"]!).Should().BeApproximately(
            (double)JsonNode.Parse(File.ReadAllText(Path.Combine(tiny.Output, "run.json")))!["last"]!["test_accuracy"]!, 0.005);
        ((long)said["float32"]!["bytes"]!).Should().BeGreaterThan(3 * (long)said["int8"]!["bytes"]!);
        ((double)said["times_smaller"]!).Should().Be((long)said["float32"]!["bytes"]! / (double)(long)said["int8"]!["bytes"]!);
        ((double)said["accuracy_difference"]!).Should().Be((double)said["int8"]!["accuracy"]! - (double)said["float32"]!["accuracy"]!);
        ((string)said["calibration"]!).Should().Be("percentile");
        var measure = MeasureTable.Find("quantisation");
        measure.Read(tiny.Output).Keys.Should().BeEquivalentTo(measure.Figures.Select(figure => figure.Title), "a study shows them");
    }
}
