using System.Text.RegularExpressions;

namespace SeRes2Net.Runner.Tests;

public class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
    private static readonly string Reference = File.ReadAllText(Path.Combine(Repository.Root, "docs/reference.md"));

    [Fact]
    public void The_readmes_first_block_works_as_written()
    {
        using var tiny = new TinyRun();
        tiny.Write("specs/blocks/wide.yaml", Yaml("block: wide"));
        tiny.Write("specs/my-net.yaml", Yaml("name: My-Net"));

        tiny.Run("validate", "specs").ExitCode.Should().Be(0);
        tiny.Run("describe", "--spec", "specs/my-net.yaml").Output.Should().Contain("stage2.block1.branch.middle.se.");
        var run = tiny.Run("--spec", "specs/my-net.yaml", "--data", "shapes10", "--recipe", "recipes/tiny.yaml", "--epochs", "1");

        run.ExitCode.Should().Be(0, run.Errors);
        run.Output.Should().Contain("My-Net");
    }

    [Fact]
    public void The_ablation_at_its_top_is_the_shipped_spec()
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/se.yaml", Yaml("extends: res2net-29.yaml"));
        File.Copy(Path.Combine(Repository.Root, "specs/res2net-29.yaml"), Path.Combine(folder.Path, "specs/res2net-29.yaml"));

        RunnerProcess.RunIn(folder.Path, "describe", "--spec", "specs/se.yaml").Output.Should().MatchRegex(@"\ntotal +670,337 +102,093,024 ");
    }

    [Fact]
    public void The_reference_lists_every_option_and_command()
    {
        var help = RunnerProcess.Run("--help").Output;

        var words = Regex.Matches(help, @"^  (--[a-z-]+|[a-z]+)\b", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
        words.Should().Contain(["--spec", "describe"]);
        words.Except(["runner"]).Should().OnlyContain(word => Reference.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The YAML example that begins with a line.</summary>
    private static string Yaml(string firstLine) =>
        Regex.Match(Text, $"```yaml\n({Regex.Escape(firstLine)}\n.*?)```", RegexOptions.Singleline).Groups[1].Value;
}
