using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public class TrainingTests
{
    [Fact]
    public void A_new_spec_is_compiled_in_memory_and_leaves_a_run_directory_that_explains_itself()
    {
        using var tiny = new TinyRun();

        var result = tiny.Run(tiny.Arguments());

        result.ExitCode.Should().Be(0, result.Errors);
        result.Errors.Should().Contain("compiled in memory");
        result.Output.Should().StartWith("Tiny (").And.Contain("on shapes10 with recipe tiny")
            .And.Contain("epoch 1/2").And.Contain("epoch 2/2").And.Contain("Test accuracy").And.Contain($"Run directory: {tiny.Output}");
        File.ReadAllLines(Path.Combine(tiny.Output, "metrics.jsonl")).Should().HaveCount(2).And.AllSatisfy(line => JsonDocument.Parse(line).Dispose());
        using var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(tiny.Output, "run.json")));
        run.RootElement.ToString().Should().Contain("--recipe tiny");
        Directory.GetFiles(tiny.Output, "*.safetensors").Should().HaveCountGreaterThanOrEqualTo(2).And.OnlyContain(path => Safetensors.IsWhole(path));
    }

    [Fact]
    public void A_spec_from_the_build_is_not_compiled_again_and_json_has_the_output_stream_to_itself()
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("short", epochs: 1, learningRate: "0.01");

        var result = tiny.Run("--spec", Path.Combine(Repository.Root, "specs/res2net-29.yaml"), "--data", "shapes10",
            "--recipe", "recipes/short.yaml", "--out", "out", "--json", "--seed", "7");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Errors.Should().NotContain("compiled in memory");
        using var json = JsonDocument.Parse(result.Output);
        json.RootElement.GetProperty("result").GetString().Should().Be("completed");
        json.RootElement.GetProperty("seed").GetInt64().Should().Be(7);
        json.RootElement.GetProperty("recipe").GetString().Should().Be("short");
        json.RootElement.GetProperty("last").GetProperty("test_accuracy").GetDouble().Should().BeInRange(0, 1);
    }

    [Fact]
    public void An_edited_spec_is_compiled_in_memory_and_says_why()
    {
        using var tiny = new TinyRun();
        var original = File.ReadAllText(Path.Combine(Repository.Root, "specs/res2net-29.yaml"));
        var edited = original.Replace("width: 12", "width: 4").Replace("expect:", "# expect:");
        edited.Should().NotBe(original);
        tiny.Write("res2net-29.yaml", edited);

        var result = tiny.Run("--spec", "res2net-29.yaml", "--data", "shapes10", "--recipe", "tiny", "--epochs", "1", "--out", "out");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Errors.Should().Contain("edited since the last build").And.Contain("compiled in memory");
    }

    [Fact]
    public void Without_data_the_first_line_says_that_it_trains_on_the_built_in_set()
    {
        using var tiny = new TinyRun();

        var result = tiny.Run("--spec", "tiny.yaml", "--recipe", "tiny", "--epochs", "1");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Split('\n')[0].Should().Contain("shapes10").And.Contain("CIFAR-10 is not available");
        Directory.GetDirectories(Path.Combine(tiny.Folder, "runs")).Should().ContainSingle().Which.Should().MatchRegex("tiny-[0-9]{8}-[0-9]{6}-s0$");
    }

    [Theory]
    [InlineData("cifar10", "--data DIR")]
    [InlineData("nowhere", "no such folder")]
    public void Naming_missing_data_ends_with_3_and_advice(string data, string advice)
    {
        using var tiny = new TinyRun();

        var result = tiny.Run("--spec", "tiny.yaml", "--recipe", "tiny", "--data", data);

        result.ExitCode.Should().Be(3);
        result.Errors.Should().Contain(advice).And.NotContain("   at ");
        Path.Exists(Path.Combine(tiny.Folder, "runs")).Should().BeFalse("nothing was trained");
    }

    [Fact]
    public void A_spec_that_does_not_fit_the_data_is_refused()
    {
        using var tiny = new TinyRun();
        tiny.Write("seven.yaml", "extends: tiny.yaml\nname: Seven\nclasses: 7\n");

        var result = tiny.Run("--spec", "seven.yaml", "--recipe", "tiny", "--data", "shapes10");

        result.ExitCode.Should().Be(3);
        result.Errors.Should().Contain("7 classes").And.Contain("10");
    }

    [Fact]
    public void For_an_unknown_recipe_the_nearest_is_suggested_or_all_are_listed()
    {
        using var tiny = new TinyRun();

        var near = tiny.Run("--spec", "tiny.yaml", "--data", "shapes10", "--recipe", "tinny");
        var far = tiny.Run("--spec", "tiny.yaml", "--data", "shapes10", "--recipe", "something");

        (near.ExitCode, far.ExitCode).Should().Be((2, 2));
        near.Errors.Should().Be("There is no recipe 'tinny'. Did you mean 'tiny'?\n");
        far.Errors.Should().StartWith("There is no recipe 'something'. There are: ").And.Contain(", quick-5, ").And.EndWith(", tiny.\n");
    }

    [Theory]
    [InlineData("tpu", 1)]
    [InlineData("cuda:99", 3)]
    public void A_missing_device_is_never_replaced_by_another(string device, int exitCode)
    {
        using var tiny = new TinyRun();

        var result = tiny.Run([.. tiny.Arguments(), "--device", device]);

        result.ExitCode.Should().Be(exitCode);
        result.Errors.Should().Contain(device);
    }

    [Fact]
    public void A_run_directory_that_cannot_be_written_ends_with_3()
    {
        using var tiny = new TinyRun();
        tiny.Write("file", "in the way");

        var result = tiny.Run(tiny.Arguments(output: "file/out"));

        result.ExitCode.Should().Be(3);
        result.Errors.Should().Contain("file").And.NotContain("   at ");
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_with_4()
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("wild", epochs: 20, learningRate: "1e6");

        tiny.Run(tiny.Arguments(recipe: "wild")).ExitCode.Should().Be(4);
    }
}
