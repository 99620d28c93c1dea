using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Core.Tests.Lab.Runs;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Training;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Core.Tests.Lab.Training;

public sealed class RunDirectoryTests : IDisposable
{
    private const string Yaml = """
        name: Small SE-Res2Net
        input: [3, 8, 8]
        classes: 4
        stem: [{ conv: { out: 8, kernel: 3 } }, batch-norm, relu]
        block: res2net
        with: { scale: 4 }
        gates: [{ gate: se, at: concat, reduction: 4 }]
        stages:
          - { repeat: 1, out: 16, width: 4 }
        head: [global-avg-pool, { linear: { out: classes } }]
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_folder_compiles_to_the_network_and_the_recipe_of_the_run()
    {
        var spec = SpecCompiler.Compile([new SourceFile("specs/small.yaml", Yaml)]).Specs.Should().ContainSingle().Subject;
        var recipe = new Recipe
        {
            Name = "mine",
            Summary = "it's: \"special\" # mine",
            Epochs = 7,
            LearningRate = 1e-5,
            Optimizer = new SgdOptimizer { WeightDecay = 0.1 + 0.2 },
            Schedule = new OneCycleSchedule { Warmup = 1.0 / 3, Start = 0.1, Last = 1e-7 },
            Augment = new() { CropPadding = 2 },
            Precision = Precision.Bf16,
            ChannelsLast = false,
            TrainImages = 1000,
        };

        using var run = RunDirectory.Create(folder.File("run"), Record(spec), spec, recipe);

        var files = Directory.GetFiles(run.Path, "*.yaml", SearchOption.AllDirectories)
            .Select(file => new SourceFile(Path.GetRelativePath(run.Path, file).Replace('\\', '/'), File.ReadAllText(file))).ToList();
        files.Select(file => file.Path).Should().BeEquivalentTo("spec.yaml", "blocks/res2net.yaml", "gates/se.yaml", "recipes/mine.yaml");
        var again = SpecCompiler.Compile(files);
        again.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Should().BeEmpty();
        again.Specs.Should().ContainSingle().Which.Hash.Should().Be(spec.Hash);
        again.Recipes.Should().ContainSingle(file => file.Path == "recipes/mine.yaml").Which.Recipe.Should().Be(recipe);
    }

    [Fact]
    public void Multi_step_recipes_come_back_too()
    {
        var spec = SpecCompiler.Compile([new SourceFile("specs/small.yaml", Yaml)]).Specs[0];
        var recipe = new Recipe
        {
            Name = "steps",
            Epochs = 300,
            LearningRate = 0.1,
            Optimizer = new MuonOptimizer { RestRate = 0.5 },
            Augment = new() { Flip = true },
            Schedule = new MultiStepSchedule { Milestones = [0.5, 0.75], Factor = 0.1 },
        };

        using var run = RunDirectory.Create(folder.File("run"), Record(spec), spec, recipe);

        string text = File.ReadAllText(Path.Combine(run.Path, "recipes/steps.yaml"));
        var again = SpecCompiler.Compile([new SourceFile("recipes/steps.yaml", text)]).Recipes.Single(file => file.Path == "recipes/steps.yaml").Recipe;
        again.Should().BeEquivalentTo(recipe, options => options.ComparingRecordsByMembers().RespectingRuntimeTypes());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        File.WriteAllText(folder.File("file"), "");
        var spec = SpecCompiler.Compile([new SourceFile("specs/small.yaml", Yaml)]).Specs[0];

        ((Action)(() => RunDirectory.Create(folder.File("file/run"), Record(spec), spec, TrainerTests.Short)))
            .Should().Throw<CheckpointException>().WithMessage("*file/run*cannot be created*");
    }

    private static RunRecord Record(CompiledSpec spec) => SampleRun.Record with { Spec = spec.Graph.Name, SpecStem = spec.Stem, SpecHash = spec.Hash };
}
