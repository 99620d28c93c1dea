using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("--spce", "specs/resnet-56.yaml")]
    [InlineData("--spec", "specs/resnet-56.yaml", "--epochs", "0")]
    [InlineData("--spec", "specs/resnet-56.yaml", "--epochs", "many")]
    [InlineData("--spec", "specs/resnet-56.yaml", "--precision", "fp17")]
    [InlineData("describe")]
    [InlineData("validate", "specs/no-such-file.yaml")]
    public void A_mistake_of_use_ends_with_1_and_speaks_on_the_error_stream(params string[] arguments)
    {
        var result = RunnerProcess.Run(arguments);

        result.ExitCode.Should().Be(1);
        result.Output.Should().BeEmpty();
        result.Errors.Should().NotBeEmpty().And.NotContain("   at ");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("describe", "--help")]
    [InlineData("validate", "--help")]
    [InlineData("list", "--help")]
    [InlineData("export", "--help")]
    [InlineData("schema", "--help")]
    [InlineData("doctor", "--help")]
    public void Help_shows_examples(params string[] arguments)
    {
        var result = RunnerProcess.Run(arguments);

        result.ExitCode.Should().Be(0);
        result.Output.Should().Contain("Examples:\n  runner ");
    }

    [Fact]
    public void Completion_knows_options_and_specs()
    {
        RunnerProcess.Run("[suggest:10]", "runner --s").Output.Should().Contain("--spec").And.Contain("--seed");
        RunnerProcess.Run("[suggest:23]", "runner describe --spec ").Output.Should().Contain("specs/res2net-29.yaml");
        RunnerProcess.Run("completion", "bash").Output.Should().Contain("complete ");
    }

    [Fact]
    public void Schema_writes_the_files_that_are_checked_in()
    {
        using var folder = new TemporaryFolder();

        var result = RunnerProcess.RunIn(folder.Path, "schema");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Be("specs/schema/architecture.json\nspecs/schema/definition.json\nspecs/schema/recipe.json\n");
        foreach (var path in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            File.ReadAllText(Path.Combine(folder.Path, path)).Should().Be(File.ReadAllText(Path.Combine(Repository.Root, path)));
    }

    [Fact]
    public void List_shows_specs_recipes_blocks_and_gates()
    {
        var result = RunnerProcess.Run("list", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        Names("architectures", "stem").Should().Contain(["res2net-29", "se-res2net-29", "resnet-56", "resnet-56-a", "se-resnet-110"]);
        Names("recipes", "name").Should().Contain(["report-300", "quick-5", "demo"]);
        Names("blocks", "name").Should().Contain(["basic", "bottleneck", "res2net"]);
        Names("gates", "name").Should().Contain("se");

        IEnumerable<string?> Names(string list, string member) =>
            json.RootElement.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(member).GetString()).ToList();
    }

    [Fact]
    public void Doctor_names_the_back_end_and_its_version()
    {
        var result = RunnerProcess.Run("doctor", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        json.RootElement.GetProperty("back_end").GetString().Should().BeOneOf("system", "nuget");
        json.RootElement.GetProperty("libtorch").GetString().Should().MatchRegex(@"^\d+\.\d+");
        json.RootElement.GetProperty("threads").GetInt32().Should().BeGreaterThan(0);
    }
}
