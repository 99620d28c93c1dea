using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public class DiffTests
{
    [Fact]
    public void A_gate_is_a_line_with_its_cost()
    {
        var result = RunnerProcess.Run("diff", "specs/res2net-29.yaml", "specs/se-res2net-29.yaml");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Split('\n').Should().ContainInOrder(
            "Res2Net-29 (specs/res2net-29.yaml) -> SE-Res2Net-29 (specs/se-res2net-29.yaml)",
            "  + gate se at concat, reduction: 16: +19,215 parameters, +0.02M MACs",
            "layers with weights: 99 as before, 0 of a different size, 18 new, 0 gone",
            "parameters: 651,122 -> 670,337 (+19,215, +2.95%)");
    }

    [Fact]
    public void The_same_spec_has_no_difference() =>
        RunnerProcess.Run("diff", "specs/resnet-56.yaml", "specs/resnet-56.yaml").Output.Should().EndWith("\nNo difference.\n");

    [Fact]
    public void Json_has_the_exact_figures()
    {
        using var json = JsonDocument.Parse(RunnerProcess.Run("diff", "specs/resnet-56.yaml", "specs/resnet-56-a.yaml", "--json").Output);

        var change = json.RootElement.GetProperty("changes")[0];
        change.GetProperty("what").GetString().Should().Be("shortcut");
        change.GetProperty("after").GetString().Should().Be("pad");
        change.GetProperty("macs").GetInt64().Should().Be(-262_144);
        json.RootElement.GetProperty("layers").GetProperty("removed").GetInt32().Should().Be(4);
    }

    [Fact]
    public void A_missing_file_is_a_usage_mistake() =>
        RunnerProcess.Run("diff", "specs/resnet-56.yaml", "specs/nothing.yaml").ExitCode.Should().Be(1);
}
