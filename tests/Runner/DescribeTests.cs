using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public class DescribeTests
{
    [Theory]
    [InlineData("res2net-29", 651_122, 102_074_880)]
    [InlineData("se-res2net-29", 670_337, 102_093_024)]
    [InlineData("resnet-56", 855_770, 125_747_840)]
    [InlineData("resnet-56-a", 853_018, 125_485_696)]
    [InlineData("se-resnet-110", 1_744_952, 253_161_920)]
    public void Counts_are_the_published_ones(string stem, long parameters, long macs)
    {
        var result = RunnerProcess.Run("describe", "--spec", $"specs/{stem}.yaml", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        json.RootElement.GetProperty("parameters").GetInt64().Should().Be(parameters);
        json.RootElement.GetProperty("macs").GetInt64().Should().Be(macs);
        var layers = json.RootElement.GetProperty("layers").EnumerateArray().ToList();
        layers.Sum(layer => layer.GetProperty("parameters").GetInt64()).Should().Be(parameters);
        layers.Sum(layer => layer.GetProperty("macs").GetInt64()).Should().Be(macs);
    }

    [Fact]
    public void The_json_describes_the_network()
    {
        using var json = JsonDocument.Parse(RunnerProcess.Run("describe", "--spec", "specs/se-res2net-29.yaml", "--json").Output);

        var root = json.RootElement;
        root.GetProperty("name").GetString().Should().Be("SE-Res2Net-29");
        root.GetProperty("hash").GetString().Should().MatchRegex("^[0-9a-f]{64}$");
        root.GetProperty("classes").GetInt32().Should().Be(10);
        root.GetProperty("input").EnumerateArray().Select(size => size.GetInt32()).Should().Equal(3, 32, 32);
        var first = root.GetProperty("layers")[0];
        first.GetProperty("path").GetString().Should().StartWith("stem.");
        first.GetProperty("output").EnumerateArray().Select(size => size.GetInt32()).Should().Equal(16, 32, 32);
    }

    [Fact]
    public void The_table_names_every_layer_and_ends_in_the_totals()
    {
        var result = RunnerProcess.Run("describe", "--spec", "specs/se-res2net-29.yaml");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("stage3.block3").And.MatchRegex(@"\ntotal +670,337 +102,093,024 +106,539,472 +104,442,080 +10,269,820\n");
    }

    [Fact]
    public void A_missing_file_is_a_usage_mistake_with_a_suggestion()
    {
        var result = RunnerProcess.Run("describe", "--spec", "res2net-29");

        result.ExitCode.Should().Be(1);
        result.Errors.Should().Contain("Did you mean specs/res2net-29.yaml?");
        result.Output.Should().BeEmpty();
    }

    [Fact]
    public void Definitions_are_found_from_inside_the_folder_too()
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/blocks/plain.yaml", "block: plain\nparameters:\n  out: { type: int }\nbody:\n  - conv: { out: out }\n");
        folder.Write("specs/base/base.yaml", "name: Base\ninput: [3, 8, 8]\nclasses: 10\nstages:\n  - { block: plain, out: 4 }\nhead: [global-avg-pool, linear: { out: classes }]\n");
        folder.Write("specs/deep/net.yaml", "extends: ../base/base.yaml\nname: Deep\n");

        var result = RunnerProcess.RunIn(Path.Combine(folder.Path, "specs/deep"), "describe", "--spec", "net.yaml");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().StartWith("Deep").And.MatchRegex(@"\ntotal +62 ");
    }

    [Fact]
    public void A_diagram_goes_to_the_output_stream_or_to_a_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "block.mmd");

        var toFile = RunnerProcess.Run(
            "describe", "--spec", "specs/se-res2net-29.yaml", "--diagram", "mermaid", "--module", "stage1.block2", "--out", file);
        var toStream = RunnerProcess.Run("describe", "--spec", "specs/se-res2net-29.yaml", "--diagram", "dot");

        toFile.ExitCode.Should().Be(0, toFile.Errors);
        toFile.Output.Should().BeEmpty();
        File.ReadAllText(file).Should().StartWith("flowchart TB\n").And.Contain("carry");
        toStream.Output.Should().StartWith("digraph network {\n").And.EndWith("}\n");
    }

    [Theory]
    [InlineData("There is no module 'stage9'", "--diagram", "dot", "--module", "stage9")]
    [InlineData("need --diagram", "--module", "stage1")]
    [InlineData("cannot be combined", "--diagram", "dot", "--json")]
    [InlineData("svg", "--diagram", "svg")]
    public void Diagram_options_that_make_no_sense_are_usage_mistakes(string words, params string[] options)
    {
        var result = RunnerProcess.Run(["describe", "--spec", "specs/se-res2net-29.yaml", .. options]);

        result.ExitCode.Should().Be(1);
        result.Errors.Should().Contain(words);
    }

    [Fact]
    public void A_summary_cannot_control_the_terminal()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", "name: A\nsummary: \"one\\ntwo \\e]0;title\\a \\u202E end\"\ninput: [3, 8, 8]\nclasses: 3\n"
            + "head: [global-avg-pool, linear: { out: classes }]\n");

        var result = RunnerProcess.RunIn(folder.Path, "describe", "--spec", "a.yaml");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("one two  ]0;title    end\n").And.NotContainAny("\u001b", "\u0007", "\u202e");
    }
}
