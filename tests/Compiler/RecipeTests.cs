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
            Optimizer = new SgdOptimizer { Momentum = 0.9, WeightDecay = 1e-4 },
            Schedule = new MultiStepSchedule { Milestones = [0.5, 0.75], Factor = 0.1 },
            Augment = new() { CropPadding = 4, Flip = true },
            Precision = Precision.Auto,
            ChannelsLast = true,
        }, options => options.RespectingRuntimeTypes());
        recipe.Summary.Should().NotBeEmpty();
        Shipped("quick-5").Optimizer.Should().Be(new MuonOptimizer { WeightDecay = 0.01 });
        Shipped("quick-5").Schedule.Should().Be(new OneCycleSchedule { Warmup = 0.1, Start = 0.2, Last = 0.001 });
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
            Optimizer = new AdamWOptimizer { Beta2 = 0.95, WeightDecay = 5e-5 },
            DecayNorms = false,
            Ema = 0.999,
            TestViews = TestViews.FlipAndShift,
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
    [InlineData("optimizer: { sgd: { nesterov: yes } }", "SR0008")]
    [InlineData("optimizer: { sgd: { momentum: 0, nesterov: true } }", "SR0017")]
    [InlineData("optimizer: { adam: { } }", "SR0010")]
    [InlineData("precision: fp8", "SR0017")]
    [InlineData("accumulate: 3", "SR0017")]
    [InlineData("ema: 1", "SR0017")]
    [InlineData("augment: { flip: true, alternate-flip: true }", "SR0017")]
    [InlineData("augment: { mixup: 1, cutmix: 1 }", "SR0017")]
    [InlineData("schedule: { multi-step: { milestones: [0.75, 0.5], factor: 0.1 } }", "SR0017")]
    [InlineData("schedule: { multi-step: { milestones: [150], factor: 0.1 } }", "SR0017")]
    [InlineData("schedule: { cosines: { } }", "SR0010")]
    [InlineData("augment: { flips: true }", "SR0010")]
    [InlineData("augment: { mixup-probability: 0.5 }", "SR0017", "'mixup-probability' has no effect without 'mixup'.")]
    [InlineData("train-images: 100", "SR0017", "A batch of 128 is more than the 100 images of 'train-images'.")]
    [InlineData("schedule: cosine", "SR0012", "'schedule' must be a map: schedule: { cosine: {} }.")]
    [InlineData("schedule: multi-step", "SR0012", "'schedule' must be a map: schedule: { multi-step: { milestones: .., factor: .. } }.")]
    [InlineData("optimizer: adam", "SR0012", "'optimizer' must be a map with one of adamw, muon, sgd; found 'adam'. Did you mean 'adamw'?")]
    public void A_wrong_recipe_is_refused(string line, string id, string? message = null)
    {
        var key = line.Split(':')[0];
        var lines = new[] { "recipe: test", "epochs: 5", "learning-rate: 0.1", "schedule: { one-cycle: { warmup: 0.3 } }" }
            .Where(other => other.Split(':')[0] != key).Append(line);
        var file = new SourceFile("specs/recipes/test.yaml", string.Join('\n', lines));

        var result = SpecCompiler.Compile([file]);

        var finding = result.Diagnostics.Should().ContainSingle().Subject;
        finding.Id.Should().Be(id, finding.Message);
        if (message is not null)
            finding.Message.Should().Be(message);
        result.Recipes.Should().NotContain(recipe => recipe.Path == file.Path);
    }

    [Fact]
    public void A_recipe_says_only_what_differs_from_the_one_it_extends()
    {
        var base1 = File("base", """
            recipe: base
            summary: Not inherited.
            epochs: 5
            learning-rate: 0.1
            optimizer: { sgd: { momentum: 0.8, weight-decay: 1e-4 } }
            schedule: { one-cycle: { warmup: 0.3 } }
            augment: { crop-padding: 4, flip: true }
            """);
        var middle = File("middle", "recipe: middle\nextends: base\noptimizer: { sgd: { nesterov: true } }\naugment: { cutout: 8 }");
        var last = File("last", "recipe: last\nextends: middle\nepochs: 9\nschedule: { cosine: {} }");

        var result = SpecCompiler.Compile([base1, middle, last]);

        result.Diagnostics.Should().BeEmpty();
        result.Recipes.Single(file => file.Recipe.Name == "last").Recipe.Should().Be(new Recipe
        {
            Name = "last",
            Epochs = 9,
            LearningRate = 0.1,
            Optimizer = new SgdOptimizer { Momentum = 0.8, WeightDecay = 1e-4, Nesterov = true },
            Schedule = new CosineSchedule(),
            Augment = new() { CropPadding = 4, Flip = true, Cutout = 8 },
        });
    }

    [Theory]
    [InlineData("recipe: test\nextends: demos", "SR0036", "Did you mean 'demo'?")]
    [InlineData("recipe: test\nextends: [demo]", "SR0012", "name of a recipe")]
    [InlineData("recipe: test\nextends: other", "SR0027", "test -> other -> test")]
    [InlineData("recipe: test\nextends: demo\nepoch: 3", "SR0010", "Did you mean 'epochs'?")]
    [InlineData("recipe: test\nextends: demo\nbatch: 100\naccumulate: 3", "SR0017", "3 equal parts")]
    [InlineData("recipe: test\nextends: demo\nschedule: { one-cycle: { start: 0 }, cosine: {} }", "SR0011", "is one of")]
    public void What_is_wrong_with_an_extending_recipe_is_reported_where_it_is_written(string text, string id, string message)
    {
        var other = File("other", "recipe: other\nextends: test");

        var result = SpecCompiler.Compile([File("test", text), other], ["specs/recipes/test.yaml"]);

        var found = result.Diagnostics.Should().ContainSingle().Subject;
        (found.Id, found.Where.File).Should().Be((id, "specs/recipes/test.yaml"));
        found.Message.Should().Contain(message);
    }

    [Theory]
    [InlineData("epochs=7")]
    [InlineData("optimizer.weight-decay=0.001")]
    [InlineData("optimizer.sgd.weight-decay=0.001")]
    [InlineData("optimizer.adamw.weight-decay=0.001")]
    [InlineData("optimizer={ muon: {} }")]
    [InlineData("optimizer=adamw")]
    [InlineData("schedule=cosine")]
    [InlineData("schedule.milestones=[0.1, 0.2]")]
    [InlineData("schedule.cosine.end=0.1")]
    [InlineData("augment.cutout=8")]
    [InlineData("precision=fp32")]
    public void A_value_can_be_set(string change)
    {
        var recipe = Shipped("report-300");

        var changed = RecipeChanges.Set(recipe, [change], out var problem);

        problem.Should().BeNull();
        RecipeWriter.Write(changed!).Split('\n').Except(RecipeWriter.Write(recipe).Split('\n')).Should().NotBeEmpty();
        (changed! with { Epochs = 300, Optimizer = recipe.Optimizer, Schedule = recipe.Schedule, Augment = recipe.Augment, Precision = recipe.Precision })
            .Should().BeEquivalentTo(recipe);
    }

    [Theory]
    [InlineData("epoch=7", "There is no key 'epoch'. Did you mean 'epochs'?")]
    [InlineData("optimizer.weight-decya=1", "There is no key 'weight-decya'. Did you mean 'weight-decay'?")]
    [InlineData("epochs.x=7", "'epochs' is a value and has no keys.")]
    [InlineData("schedule=cosines", "'schedule' has no key 'cosines'. Did you mean 'cosine'?")]
    [InlineData("epochs=0", "'epochs' must be between 1 and 1000000, found 0")]
    [InlineData("epochs=", "expected")]
    [InlineData("epochs", "expected KEY=VALUE")]
    [InlineData("augment.alternate-flip=true", "exclude each other")]
    public void A_value_that_cannot_be_set_says_why(string change, string message)
    {
        RecipeChanges.Set(Shipped("report-300"), [change], out var problem).Should().BeNull();
        problem.Should().StartWith($"{change}: ").And.Contain(message);
    }

    [Theory]
    [InlineData("augment.mixup-probability=0.7 augment.cutmix-probability=0.3")]
    [InlineData("augment.cutmix-probability=0.3 augment.mixup-probability=0.7")]
    [InlineData("augment.alternate-flip=true augment.flip=false")]
    [InlineData("batch=30 accumulate=3")]
    [InlineData("accumulate=3 batch=30")]
    public void What_values_mean_for_each_other_counts_after_the_last_change(string changes) =>
        RecipeChanges.Set(Shipped("cosine-mixup-cutmix"), changes.Split(' '), out _).Should().NotBeNull();

    [Theory]
    [InlineData("batch=30 accumulate=4 epochs=3", "accumulate=4: A batch of 30 cannot be computed in 4 equal parts.")]
    [InlineData("augment.mixup-probability=0.5", "augment.mixup-probability=0.5: 'mixup-probability' has no effect without 'mixup'.")]
    [InlineData("augment.cutmix-probability=0.5", "augment.cutmix-probability=0.5: 'cutmix-probability' has no effect without 'cutmix'.")]
    [InlineData("augment.magnitude=3", "augment.magnitude=3: 'magnitude' has no effect without 'rand-augment'.")]
    [InlineData("lookahead-rate=0.4", "lookahead-rate=0.4: 'lookahead-rate' has no effect without 'lookahead'.")]
    [InlineData("warmup-start=0.1", "warmup-start=0.1: 'warmup-start' has no effect without 'warmup'.")]
    [InlineData("lookahead=5 lookahead-rate=0", "lookahead-rate=0: With a rate of 0 the slow weights never move, and the fast ones return to them; 0.5 is usual.")]
    [InlineData("augment.mixup=1 accumulate=128", "accumulate=128: MixUp and CutMix mix images of one part of the batch, so a part needs at least two.")]
    public void A_change_that_does_nothing_or_breaks_a_rule_is_refused_by_name(string changes, string message)
    {
        RecipeChanges.Set(Shipped("report-300"), changes.Split(' '), out var problem).Should().BeNull();
        problem.Should().Be(message);
    }

    [Fact]
    public void What_an_inherited_key_needs_may_be_switched_off()
    {
        var file = File("test", "recipe: test\nextends: cosine-mixup-cutmix\naugment: { mixup: 0, cutmix: 0 }");

        var result = SpecCompiler.Compile([file]);

        result.Diagnostics.Should().BeEmpty();
        var augment = result.Recipes.Single(read => read.Path == file.Path).Recipe.Augment;
        augment.Should().Be(new Augmentations { CropPadding = 4, Flip = true });
    }

    private static SourceFile File(string name, string text) => new($"specs/recipes/{name}.yaml", text);

    private static Recipe Shipped(string name) =>
        SpecCompiler.Compile(Repository.Specs).Recipes.Single(recipe => recipe.Recipe.Name == name).Recipe;
}
