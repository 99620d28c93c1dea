using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public class RecipeChangeTests
{
    [Fact]
    public void Keys_of_the_recipe_are_changed_one_after_the_other()
    {
        using var tiny = new TinyRun();

        var result = tiny.Run([.. tiny.Arguments(), "--epochs", "1", "--batch", "32", "--precision", "fp32", "--channels-last", "false",
            "--set", "learning-rate=0.02", "--set", "optimizer.weight-decay=5e-4", "--set", "epochs=3"]);

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("3 epochs of 4 steps, batch 32", "a --set is made after the option that changes the same key");
        File.ReadAllText(Path.Combine(tiny.Output, "recipes/tiny.yaml")).Should().Contain("learning-rate: 0.02").And.Contain("weight-decay: 0.0005")
            .And.Contain("epochs: 3").And.Contain("batch: 32").And.Contain("channels-last: false");
        using var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(tiny.Output, "run.json")));
        run.RootElement.GetProperty("channels_last").GetBoolean().Should().BeFalse();
        run.RootElement.GetProperty("command_line").GetString().Should().EndWith("--set epochs=3");
    }

    [Theory]
    [InlineData("epoch=3: There is no key 'epoch'. Did you mean 'epochs'?", "--set", "epoch=3")]
    [InlineData("optimizer.momentun=0: There is no key 'momentun'. Did you mean 'momentum'?", "--set", "optimizer.momentun=0")]
    [InlineData("epochs: expected KEY=VALUE", "--set", "epochs")]
    [InlineData("--set has an empty value.", "--set", "")]
    [InlineData("accumulate=2: A batch of 63 cannot be computed in 2 equal parts.", "--set", "accumulate=2", "--batch", "64", "--set", "batch=63")]
    public void A_change_that_is_not_possible_is_a_usage_mistake(string message, params string[] arguments)
    {
        using var tiny = new TinyRun();

        var result = tiny.Run([.. tiny.Arguments(), .. arguments]);

        result.ExitCode.Should().Be(1);
        result.Errors.Should().Contain(message).And.NotContain("   at ");
        Path.Exists(tiny.Output).Should().BeFalse();
    }

    [Fact]
    public void Completion_knows_the_keys() =>
        RunnerProcess.Run("[suggest:13]", "runner --set ").Output.Should().Contain("learning-rate=").And.Contain("augment.flip=")
            .And.Contain("optimizer.sgd.weight-decay=").And.Contain("schedule.one-cycle.warmup=").And.NotContain("summary=");
}
