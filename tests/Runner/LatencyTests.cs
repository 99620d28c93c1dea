using System.Text.Json;
using SeRes2Net.Lab.Measures;

namespace SeRes2Net.Runner.Tests;

public class LatencyTests
{
    [Fact]
    public void Engines_are_timed_in_turns_and_mistakes_are_named()
    {
        using var tiny = new TinyRun();

        var result = tiny.Run("latency", "tiny.yaml", "--engine", "both", "--batch", "1,2", "--threads", "1", "--rounds", "6", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        var rows = json.RootElement.GetProperty("results").EnumerateArray().ToList();
        rows.Select(row => row.GetProperty("engine").GetString()!.Split(' ')[0]).Should().Equal("ONNX", "libtorch", "ONNX", "libtorch");
        rows.Select(row => row.GetProperty("batch").GetInt32()).Should().Equal(1, 1, 2, 2);
        rows.Should().OnlyContain(row => row.GetProperty("rounds").GetInt32() == 6 && row.GetProperty("precision").GetString() == "fp32"
            && row.GetProperty("median_ms").GetDouble() > 0 && row.GetProperty("ratio_to_first_95").GetArrayLength() == 2);

        var measure = MeasureTable.Find("latency");
        var measured = tiny.Run(["latency", "tiny.yaml", .. measure.Options(new MeasureRequest("shapes10", true, "cpu")), "--rounds", "6"]);
        tiny.Write(measure.File, measured.Output);
        measure.Read(tiny.Folder).Keys.Should().BeEquivalentTo(measure.Figures.Select(figure => figure.Title), "a study shows them");

        Fails("--batch takes integers of at least 1, with commas between them; found '1,x'.", "--batch", "1,x");
        Fails("ONNX Runtime computes in fp32 on the CPU", "--engine", "onnx", "--precision", "bf16");

        void Fails(string message, params string[] more)
        {
            var failure = tiny.Run(["latency", "tiny.yaml", .. more]);
            failure.ExitCode.Should().Be(1, failure.Errors);
            failure.Errors.Should().Contain(message).And.NotContain("   at ");
        }
    }
}
