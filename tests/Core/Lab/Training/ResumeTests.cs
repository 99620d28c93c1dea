using System.Globalization;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Core.Tests.Lab.Training;

/// <summary>A run that was stopped and resumed, however often, is the run that was not.</summary>
[OneThread]
public sealed class ResumeTests : IDisposable
{
    // What has to be the same byte for byte. Times differ, and so does the record.
    private static readonly string[] Results = ["last.safetensors", "metrics.jsonl", "predictions.csv"];

    private static readonly Recipe Short = TrainerTests.Short with { Epochs = 4 };

    private static readonly Dictionary<string, Recipe> Recipes = new()
    {
        ["nesterov"] = Short,
        ["everything"] = Short with
        {
            Optimizer = new AdamWOptimizer(),
            LearningRate = 1e-3,
            Accumulate = 3,
            ClipNorm = 1,
            LabelSmoothing = 0.1,
            Ema = 0.9,
            Lookahead = 3,
            Warmup = 0.2,
            TestViews = TestViews.FlipAndShift,
            EvaluateEvery = 2,
            Augment = new()
            {
                CropPadding = 1,
                AlternateFlip = true,
                RandAugment = 2,
                Cutout = 3,
                Mixup = 0.4,
                MixupProbability = 0.4,
                Cutmix = 1,
                CutmixProbability = 0.4,
            },
        },
        ["muon with validation"] = Short with { Optimizer = new MuonOptimizer(), LearningRate = 0.01, ValidationImages = 20 },
        ["fp16"] = Short with { Precision = Precision.Fp16 },
        ["bf16"] = Short with { Precision = Precision.Bf16 },
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Names() => [.. Recipes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Stopped_and_resumed_at_random_steps_it_ends_with_the_same_bytes(string name)
    {
        var recipe = Recipes[name];
        Trainer.Run(TrainerTests.RequestAt(folder.File("whole"), recipe), new RecordingObserver());
        var moments = new Random(7);

        TrainingOutcome outcome;
        var parts = 0;
        do
        {
            using var stop = new CancellationTokenSource();
            var left = moments.Next(1, 8);
            var observer = new RecordingObserver { OnStep = _ => { if (--left == 0) stop.Cancel(); } };
            outcome = Trainer.Run(TrainerTests.RequestAt(folder.File("parts"), recipe) with { Resume = parts++ > 0 }, observer, stop.Token);
        }
        while (outcome.Result == TrainingResult.Interrupted);

        parts.Should().BeGreaterThan(3);
        outcome.Result.Should().Be(TrainingResult.Completed);
        string[] files = [.. Results, .. recipe.Ema > 0 ? ["ema.safetensors"] : (string[])[], .. recipe.ValidationImages > 0 ? ["best.safetensors"] : (string[])[]];
        foreach (var file in files)
            File.ReadAllBytes(folder.File($"parts/{file}")).Should().Equal(File.ReadAllBytes(folder.File($"whole/{file}")), file);
        RunFolder.Read(folder.File("parts")).Record.Resumed.Should().HaveCount(parts - 1);
        File.ReadAllLines(folder.File("parts/timings.jsonl")).Should().HaveCount(File.ReadAllLines(folder.File("whole/timings.jsonl")).Length);
    }

    [Fact]
    public void What_a_killed_run_wrote_after_its_last_checkpoint_is_done_again()
    {
        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short), new RecordingObserver());
        var expected = Results.Select(name => File.ReadAllBytes(folder.File($"run/{name}"))).ToList();
        // As if it had been killed between an epoch's line and its checkpoint: the state is an epoch older.
        Stop("other", afterStep: 15);
        File.Copy(folder.File("other/state.safetensors"), folder.File("run/state.safetensors"), overwrite: true);

        var outcome = Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true }, new RecordingObserver());

        outcome.Result.Should().Be(TrainingResult.Completed);
        Results.Select(name => File.ReadAllBytes(folder.File($"run/{name}"))).Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());
    }

    [Fact]
    public void A_run_that_was_killed_before_it_saved_anything_begins_again()
    {
        Stop("run", afterStep: 2);
        File.Delete(folder.File("run/state.safetensors"));

        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true }, new RecordingObserver()).Result.Should().Be(TrainingResult.Completed);
    }

    [Fact]
    public void A_run_whose_state_is_gone_does_not_begin_again_over_its_results()
    {
        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short), new RecordingObserver());
        File.Delete(folder.File("run/state.safetensors"));
        var before = Directory.GetFiles(folder.File("run")).ToDictionary(file => file, File.ReadAllBytes);

        ((Action)(() => Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true }, new RecordingObserver())))
            .Should().Throw<CheckpointException>().WithMessage("*run: state.safetensors is missing*4 evaluated epochs*");

        Directory.GetFiles(folder.File("run")).ToDictionary(file => file, File.ReadAllBytes).Should().BeEquivalentTo(before);
    }

    [Fact]
    public void The_time_of_an_epoch_counts_what_came_before_it_was_stopped()
    {
        Stop("run", afterStep: 7);
        double before = double.Parse(Safetensors.ReadHeader(folder.File("run/state.safetensors")).Metadata["seconds_since_evaluation"], CultureInfo.InvariantCulture);

        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true }, new RecordingObserver());

        before.Should().BePositive();
        var second = MetricsFile.Read<EpochTiming>(folder.File("run/timings.jsonl"))[1];
        second.Seconds.Should().BeGreaterThan(before);
        (second.ImagesPerSecond * second.Seconds).Should().BeApproximately(5 * Short.Batch, 1e-6);
    }

    [Fact]
    public void A_finished_run_that_is_resumed_has_nothing_left_to_do()
    {
        var first = Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short), new RecordingObserver());
        var observer = new RecordingObserver();

        var outcome = Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true }, observer);

        (outcome.Result, outcome.Message).Should().Be((TrainingResult.Completed, first.Message));
        observer.Steps.Should().BeEmpty();
    }

    [Fact]
    public void What_has_changed_since_is_named_and_refused_unless_it_is_accepted()
    {
        Stop("run", afterStep: 7);
        var request = TrainerTests.RequestAt(folder.File("run"), Short with
        {
            Batch = 12,
            Optimizer = new SgdOptimizer { Nesterov = true, WeightDecay = 0.01 },
        }) with
        { Resume = true, Seed = 5 };
        var resume = () => Trainer.Run(request, new RecordingObserver());

        resume.Should().Throw<CheckpointException>().Which.Message.Should().ContainAll(
            "recipe: batch: 18 in the run, 12 now", "recipe: optimizer.weight-decay: 0.0005 in the run, 0.01 now", "seed: 1 in the run, 5 now", "--accept-changes")
            .And.NotContain("nesterov");

        request = request with { AcceptChanges = true };
        resume().Result.Should().Be(TrainingResult.Completed);
        RunFolder.Read(folder.File("run")).Record.Resumed.Should().ContainSingle().Which.Changes.Should().HaveCount(3);
    }

    [Fact]
    public void A_changed_spec_is_named()
    {
        Stop("run", afterStep: 7);
        var request = TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true };

        ((Action)(() => Trainer.Run(request with { Spec = request.Spec with { Hash = new string('1', 64) } }, new RecordingObserver())))
            .Should().Throw<CheckpointException>().WithMessage("*spec: *");
    }

    [Fact]
    public void Two_runs_cannot_train_in_one_folder()
    {
        Exception? second = null;
        var observer = new RecordingObserver
        {
            OnStep = step => second ??= Record.Exception(() =>
                Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true }, new RecordingObserver())),
        };

        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short), observer).Result.Should().Be(TrainingResult.Completed);

        second.Should().BeOfType<CheckpointException>().Which.Message.Should().Contain("another process is training in this folder");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-50)]
    public void A_checkpoint_that_was_cut_short_is_named(int length)
    {
        Stop("run", afterStep: 7);
        var path = folder.File("run/state.safetensors");
        using (var file = File.OpenWrite(path))
            file.SetLength(length < 0 ? file.Length + length : length);

        ((Action)(() => Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true }, new RecordingObserver())))
            .Should().Throw<CheckpointException>().WithMessage("*state.safetensors*cannot be read*");
    }

    private void Stop(string name, int afterStep)
    {
        using var stop = new CancellationTokenSource();
        var observer = new RecordingObserver { OnStep = step => { if (step.Step == afterStep) stop.Cancel(); } };
        Trainer.Run(TrainerTests.RequestAt(folder.File(name), Short), observer, stop.Token).Result.Should().Be(TrainingResult.Interrupted);
    }
}
