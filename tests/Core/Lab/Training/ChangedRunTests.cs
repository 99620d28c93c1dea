using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Training;

/// <summary>A run that goes on with something changed goes on from what it had, or stays what it was.</summary>
[OneThread]
public sealed class ChangedRunTests : IDisposable
{
    private static readonly Recipe Short = TrainerTests.Short with { Epochs = 4 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Averages_that_are_asked_for_later_begin_with_the_weights_of_the_run()
    {
        Stop(afterStep: 7);
        using var before = Safetensors.Read(folder.File("run/last.safetensors"));
        // The averages do not move in the one step that is left to do.
        var recipe = Short with { Ema = 1 - 1e-12, Lookahead = 8, LookaheadRate = 1e-12 };
        using var stop = new CancellationTokenSource();

        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), recipe) with { Resume = true, AcceptChanges = true }, new RecordingObserver { OnStep = _ => stop.Cancel() }, stop.Token);

        using var average = Safetensors.Read(folder.File("run/ema.safetensors"));
        using var last = Safetensors.Read(folder.File("run/last.safetensors"));
        foreach (var name in new[] { "conv.weight", "mix.weight", "head.bias" })
        {
            average.Tensors[name].allclose(before.Tensors[name]).Should().BeTrue(name);
            last.Tensors[name].allclose(before.Tensors[name]).Should().BeTrue($"{name} returns to the slow weights after step 8");
        }
        average.Tensors["bn.running_mean"].allclose(before.Tensors["bn.running_mean"]).Should().BeTrue();
    }

    [Fact]
    public void A_recipe_that_was_edited_in_the_runs_folder_is_a_change()
    {
        Stop(afterStep: 7);
        var path = folder.File("run/recipes/short.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("learning-rate: 0.05", "learning-rate: 0.07"));

        Resume(Short with { LearningRate = 0.07 }).Should().Throw<CheckpointException>().WithMessage("*recipe: the run's own copy of short is no longer*");
    }

    [Fact]
    public void A_network_of_other_shapes_leaves_the_run_as_it_was()
    {
        Stop(afterStep: 7);
        var before = Contents();
        var request = TrainerTests.RequestAt(folder.File("run"), Short);
        using var other = new OtherNetwork();

        ((Action)(() => Trainer.Run(request with
        {
            Model = other,
            Spec = request.Spec with { Hash = new string('1', 64), ResolvedYaml = "language: 1\nname: Other\n" },
            Resume = true,
            AcceptChanges = true,
        }, new RecordingObserver()))).Should().Throw<CheckpointException>().WithMessage("*state.safetensors does not fit the network*");

        Contents().Should().BeEquivalentTo(before);
        Resume(Short)().Result.Should().Be(TrainingResult.Completed, "nothing holds the folder");
    }

    [Fact]
    public void Less_than_was_done_cannot_be_asked_for()
    {
        Stop(afterStep: 12);
        var before = Contents();

        Resume(Short with { Epochs = 2 }, accept: true).Should().Throw<CheckpointException>().WithMessage("The run has done 2.4 epochs, more than the 2 that are asked for.*");

        Contents().Should().BeEquivalentTo(before);
    }

    [Fact]
    public void With_another_batch_it_goes_on_in_the_same_epoch()
    {
        Stop(afterStep: 10); // two epochs of five steps
        var observer = new RecordingObserver();

        var outcome = Resume(Short with { Batch = 9 }, accept: true, observer)();

        outcome.Result.Should().Be(TrainingResult.Completed);
        observer.Steps.Select(step => step.Step).Should().Equal(Enumerable.Range(21, 20), "96 images are ten batches of nine");
        MetricsFile.Read(folder.File("run/metrics.jsonl")).Select(epoch => epoch.Epoch).Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public void A_change_that_failed_before_anything_was_saved_is_made_anew()
    {
        Stop(afterStep: 10);
        var fails = new RecordingObserver { OnStep = _ => throw new InvalidOperationException("as if memory had run out") };
        Resume(Short with { Batch = 9 }, accept: true, fails).Should().Throw<InvalidOperationException>();
        RunFolder.Read(folder.File("run")).Record.Last!.Epoch.Should().Be(2, "it was evaluated before the step that failed");
        var observer = new RecordingObserver();

        Resume(Short with { Batch = 9 }, accept: true, observer)().Result.Should().Be(TrainingResult.Completed);

        observer.Steps.Select(step => step.Step).Should().Equal(Enumerable.Range(21, 20));
        MetricsFile.Read(folder.File("run/metrics.jsonl")).Select(epoch => epoch.Epoch).Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public void A_completed_run_is_still_completed_with_another_batch()
    {
        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short), new RecordingObserver());

        Resume(Short with { Batch = 9 }, accept: true)().Result.Should().Be(TrainingResult.Completed);
    }

    [Fact]
    public void Other_training_images_are_a_change()
    {
        Stop(afterStep: 7);
        var record = RunFolder.Read(folder.File("run")).Record;
        File.WriteAllText(folder.File("run/run.json"), (record with { InputMean = [0.5, 0.5, 0.5] }).ToJson());

        Resume(Short).Should().Throw<CheckpointException>().WithMessage("*data: mean and standard deviation of the training images: 0.5, 0.5, 0.5 and *");
    }

    [Fact]
    public void The_record_says_how_each_part_was_computed_and_a_completed_run_keeps_it()
    {
        Trainer.Run(TrainerTests.RequestAt(folder.File("whole"), Short) with { CommandLine = "first" }, new RecordingObserver());
        var completed = File.ReadAllBytes(folder.File("whole/run.json"));
        Trainer.Run(TrainerTests.RequestAt(folder.File("whole"), Short) with { CommandLine = "second", Resume = true }, new RecordingObserver());
        File.ReadAllBytes(folder.File("whole/run.json")).Should().Equal(completed);

        Stop(afterStep: 7);
        Resume(Short)();

        var record = RunFolder.Read(folder.File("run")).Record;
        record.CommandLine.Should().Be("resumed");
        var part = record.Resumed.Should().ContainSingle().Subject.Before!;
        (part.CommandLine, part.Device, part.Threads).Should().Be(("runner --spec tiny.yaml", "cpu", record.Threads));
    }

    private void Stop(int afterStep)
    {
        using var stop = new CancellationTokenSource();
        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short), new RecordingObserver { OnStep = step => { if (step.Step == afterStep) stop.Cancel(); } }, stop.Token);
    }

    private Func<TrainingOutcome> Resume(Recipe recipe, bool accept = false, RecordingObserver? observer = null) => () => Trainer.Run(
        TrainerTests.RequestAt(folder.File("run"), recipe) with { Resume = true, AcceptChanges = accept, CommandLine = "resumed" }, observer ?? new RecordingObserver());

    private Dictionary<string, string> Contents() => Directory.GetFiles(folder.File("run"), "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));

    private sealed class OtherNetwork : SeRes2Net.Nn.Network
    {
        private readonly TorchSharp.Modules.Linear head = nn.Linear(192, 4);

        public OtherNetwork() : base(new SeRes2Net.Nn.NetworkInfo("Other", "OtherNetwork", "other", new string('1', 64), [3, 8, 8], 4, 772, 0)) => register_module("head", head);

        public override Tensor forward(Tensor x) => head.call(x.flatten(1));
    }
}
