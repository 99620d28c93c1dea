using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public class ExplainTests
{
    [Fact]
    public void A_finding_is_explained_with_an_example_and_what_to_do()
    {
        var result = RunnerProcess.Run("explain", "sr0023");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().StartWith("SR0023 (error): Unknown slot\n").And.Contain("    gates: [{ gate: se, at: concatt }]\n");
    }

    [Fact]
    public void Without_an_id_all_findings_are_listed()
    {
        var lines = RunnerProcess.Run("explain").Output.Split('\n');

        lines.Should().Contain(line => line.StartsWith("SR0001  error", StringComparison.Ordinal));
        lines.Should().Contain(line => line.StartsWith("SR2001  warning", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_has_everything_that_the_page_says()
    {
        using var json = JsonDocument.Parse(RunnerProcess.Run("explain", "SR2003", "--json").Output);

        var finding = json.RootElement.GetProperty("findings")[0];
        finding.GetProperty("severity").GetString().Should().Be("warning");
        foreach (var member in (string[])["title", "meaning", "example", "fix"])
            finding.GetProperty(member).GetString().Should().NotBeEmpty();
    }

    [Fact]
    public void An_unknown_id_is_a_usage_mistake() => RunnerProcess.Run("explain", "SR7777").ExitCode.Should().Be(1);
}
