using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Recipe files.</summary>
public sealed class RecipeTests
{
    [Fact]
    public void A_shipped_recipe_has_the_values_of_its_file()
    {
        var recipe = Shipped("report-300");

        recipe.Should().BeEquivalentTo(new Recipe
        {
            Name = "report-300",
            Summary = recipe.Summary,
            Epochs = 300,
            Batch = 128,
            LearningRate = 0.1,
            Momentum = 0.9,
            WeightDecay = 1e-4,
            Schedule = new MultiStepSchedule { Milestones = [0.5, 0.75], Factor = 0.1 },
            Augment = new() { CropPadding = 4, Flip = true },
            Precision = Precision.Auto,
            ChannelsLast = true,
        }, options => options.RespectingRuntimeTypes());
        recipe.Summary.Should().NotBeEmpty();
        Shipped("quick-5").Schedule.Should().Be(new OneCycleSchedule { Warmup = 0.3, Start = 0.04, Last = 0.0001 });
    }

    [Fact]
    public void A_written_recipe_reads_back_unchanged()
    {
        var odd = new Recipe
        {
            Name = "odd",
            Summary = "Colons: \"quotes\", #hashes and ümlauts",
            Epochs = 7,
            Batch = 3,
            LearningRate = 0.1 + 0.2,
            Momentum = 0,
            WeightDecay = 5e-5,
            Schedule = new OneCycleSchedule { Warmup = 1.0 / 3, Start = 0.04, Last = 1e-4 },
            Precision = Precision.Bf16,
            ChannelsLast = false,
            TrainImages = 10_000,
        };

        foreach (var recipe in new[] { odd, Shipped("report-300"), Shipped("quick-5") })
        {
            var file = new SourceFile($"run/recipes/{recipe.Name}.yaml", RecipeWriter.Write(recipe));
            var result = SpecCompiler.Compile([file]);

            result.Diagnostics.Should().BeEmpty();
            result.Recipes.Single(read => read.Path == file.Path).Recipe
                .Should().BeEquivalentTo(recipe, options => options.RespectingRuntimeTypes());
        }
    }

    [Theory]
    [InlineData("epochs: 0", "SR0017")]
    [InlineData("epoch: 5", "SR0010")]
    [InlineData("learning-rate: fast", "SR0015")]
    [InlineData("nesterov: yes", "SR0008")]
    [InlineData("precision: fp16", "SR0017")]
    [InlineData("schedule: { multi-step: { milestones: [0.75, 0.5], factor: 0.1 } }", "SR0017")]
    [InlineData("schedule: { multi-step: { milestones: [150], factor: 0.1 } }", "SR0017")]
    [InlineData("schedule: { cosine: { } }", "SR0010")]
    [InlineData("augment: { flips: true }", "SR0010")]
    public void A_wrong_recipe_is_refused(string line, string id)
    {
        var key = line.Split(':')[0];
        var lines = new[] { "recipe: test", "epochs: 5", "learning-rate: 0.1", "schedule: { one-cycle: { warmup: 0.3 } }" }
            .Where(other => other.Split(':')[0] != key).Append(line);
        var file = new SourceFile("specs/recipes/test.yaml", string.Join('\n', lines));

        var result = SpecCompiler.Compile([file]);

        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be(id);
        result.Recipes.Should().NotContain(recipe => recipe.Path == file.Path);
    }

    private static Recipe Shipped(string name) =>
        SpecCompiler.Compile(Repository.Specs).Recipes.Single(recipe => recipe.Recipe.Name == name).Recipe;
}
