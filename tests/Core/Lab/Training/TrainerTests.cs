using System.Globalization;
using System.Text.Json;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Training;
using SeRes2Net.Nn.Platform;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Training;

[OneThread]
public sealed class TrainerTests : IDisposable
{
    private static readonly string[] Written =
    [
        "blocks/toy.yaml", "classes.csv", "confusion.csv", "confusion.svg", "curves.svg", "gates/se.yaml", "last.safetensors", "metrics.jsonl",
        "predictions.csv", "recipes/short.yaml", "results.csv",
        "run.json", "run.lock", "spec.yaml", "state.safetensors", "timings.jsonl",
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Precision.Fp32, true)]
    [InlineData(Precision.Fp32, false)]
    [InlineData(Precision.Bf16, true)]
    public void A_small_network_learns_and_its_folder_explains_itself(Precision precision, bool channelsLast)
    {
        var observer = new RecordingObserver();
        var recipe = Short with { Precision = precision, ChannelsLast = channelsLast };

        var outcome = Trainer.Run(Request("run", recipe), observer);

        outcome.Result.Should().Be(TrainingResult.Completed);
        outcome.Last!.TestAccuracy.Should().BeGreaterThan(0.9);
        outcome.Last.TrainLoss.Should().BeLessThan(observer.Epochs[0].TrainLoss);
        observer.Plan!.StepsPerEpoch.Should().Be(5, "96 images make five full batches of 18; the rest waits");
        observer.Steps.Should().HaveCount(40);
        observer.Estimates.Should().ContainSingle();
        observer.Evaluated.Should().HaveCount(8).And.OnlyContain(done => done == 40);
        outcome.Message.Should().StartWith(FormattableString.Invariant($"Test accuracy {100 * outcome.Last.TestAccuracy:f2}% after epoch 8."));
        Files("run").Should().Equal(Written);
        MetricsFile.Read(folder.File("run/metrics.jsonl")).Should().Equal(observer.Epochs.Select(epoch => epoch with { Timing = null }));
        MetricsFile.Read<EpochTiming>(folder.File("run/timings.jsonl")).Should().Equal(observer.Epochs.Select(epoch => epoch.Timing!));
        var record = RunRecord.FromJson(File.ReadAllText(folder.File("run/run.json")));
        record.Numerics.Should().BeEquivalentTo(Numerics.State, "the run says how its arithmetic was checked");
        record.Outcome.Should().Be("completed");
        record.Precision.Should().Be(precision == Precision.Bf16 ? "bf16" : "fp32");
        record.Last.Should().Be(outcome.Last with { Timing = null });
        record.Best.Should().BeNull("nothing is chosen on the test images");
        record.InputMean.Should().HaveCount(3).And.OnlyContain(mean => mean > 0.2 && mean < 0.6);
        record.DataChecksum.Should().Be(TinyData.Create().Checksum);
        record.Versions.Keys.Should().Contain(["seres2net", "dotnet", "libtorch", "os"]);
        record.Finished.Should().BeAfter(record.Started);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_seed_ends_with_the_same_bits_and_another_does_not(int threads)
    {
        using var restored = new ThreadCount(threads);
        byte[] Weights(string name, long seed)
        {
            Trainer.Run(Request(name, Short with { Epochs = 2 }) with { Seed = seed }, new RecordingObserver());
            return File.ReadAllBytes(folder.File($"{name}/last.safetensors"));
        }

        byte[] first = Weights("a", 1);
        Weights("b", 1).Should().Equal(first);
        Weights("c", 2).Should().NotEqual(first);
        File.ReadAllText(folder.File("b/predictions.csv")).Should().Be(File.ReadAllText(folder.File("a/predictions.csv")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void Live_tensors_stay_flat_over_the_steps(double ema)
    {
        LiveTensors.Settle();
        long afterFirst = 0;
        var counts = new List<long>();
        var observer = new RecordingObserver
        {
            OnStep = step =>
            {
                if (step.Step == 2)
                    afterFirst = Tensor.TotalCount;
                counts.Add(Tensor.TotalCount);
            },
        };

        Trainer.Run(Request("run", Short with { Ema = ema }), observer);

        // The momentum buffers appear in the first step; nothing may be added after it.
        counts.Skip(1).Should().OnlyContain(count => count == afterFirst);
        observer.Epochs.Select(epoch => epoch.Timing!.LiveTensors).Distinct().Should().ContainSingle();
    }

    [Fact]
    public void An_interrupt_finishes_the_step_and_keeps_whole_files()
    {
        using var stop = new CancellationTokenSource();
        var observer = new RecordingObserver { OnStep = step => { if (step.Step == 12) stop.Cancel(); } };

        var outcome = Trainer.Run(Request("run", Short), observer, stop.Token);

        outcome.Result.Should().Be(TrainingResult.Interrupted);
        outcome.Message.Should().Contain("step 12 of 40").And.Contain("--resume");
        observer.Steps.Should().HaveCount(12);
        Files("run").Should().Equal(Written);
        using var last = Safetensors.Read(folder.File("run/last.safetensors"));
        last.Metadata["step"].Should().Be("12");
        last.Metadata["epoch"].Should().Be("2");
        using var state = Safetensors.Read(folder.File("run/state.safetensors"));
        state.Tensors.Keys.Should().Contain(["model.conv.weight", "optimizer.momentum.conv.weight", "optimizer.momentum.head.bias"]);
        state.Tensors["optimizer.momentum.conv.weight"].abs().sum().item<float>().Should().BeGreaterThan(0);
        RunRecord.FromJson(File.ReadAllText(folder.File("run/run.json"))).Outcome.Should().Be("interrupted");
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_run_and_keeps_the_last_good_weights()
    {
        var observer = new RecordingObserver();
        // The first epoch trains at a harmless rate, the second at one that overflows.
        var recipe = Short with { Epochs = 2, LearningRate = 1e-3, Schedule = new MultiStepSchedule { Milestones = [0.5], Factor = 1e33 } };

        var outcome = Trainer.Run(Request("run", recipe), observer);

        outcome.Result.Should().Be(TrainingResult.Diverged);
        outcome.Message.Should().Contain("The loss is").And.Contain("epoch 2").And.EndWith("state.safetensors and last.safetensors are from step 5.");
        using var last = Safetensors.Read(folder.File("run/last.safetensors"));
        last.Metadata["epoch"].Should().Be("1");
        foreach (var (name, tensor) in last.Tensors)
            tensor.to(ScalarType.Float32).isfinite().all().item<bool>().Should().BeTrue(name);
        RunRecord.FromJson(File.ReadAllText(folder.File("run/run.json"))).Outcome.Should().Be("diverged");
    }

    [Fact]
    public void A_test_loss_that_is_not_finite_ends_the_run_and_keeps_the_last_good_weights()
    {
        var model = new TinyNetwork();
        var observer = new RecordingObserver { OnStep = step => model.OverflowsInEvaluation = step.Epoch == 2 };

        var outcome = Trainer.Run(Request("run", Short) with { Model = model }, observer);

        outcome.Result.Should().Be(TrainingResult.Diverged);
        outcome.Message.Should().StartWith("The test loss is ").And.Contain("at step 10 of 40 (epoch 2, rate ")
            .And.EndWith("state.safetensors and last.safetensors are from step 5.");
        observer.Epochs.Should().HaveCount(2, "the epoch is shown before the run ends");
        double.IsFinite(outcome.Last!.TestLoss).Should().BeFalse();
        using var last = Safetensors.Read(folder.File("run/last.safetensors"));
        last.Metadata["epoch"].Should().Be("1");
        File.ReadLines(folder.File("run/metrics.jsonl")).Last().Should().Contain("\"test_loss\":null");
        RunRecord.FromJson(File.ReadAllText(folder.File("run/run.json"))).Outcome.Should().Be("diverged");
    }

    [Fact]
    public void A_validation_loss_that_is_not_finite_ends_the_run_too()
    {
        var model = new TinyNetwork();
        var observer = new RecordingObserver { OnStep = step => model.OverflowsInEvaluation = step.Epoch == 2 };

        var outcome = Trainer.Run(Request("run", Short with { ValidationImages = 20 }) with { Model = model }, observer);

        outcome.Result.Should().Be(TrainingResult.Diverged);
        File.ReadLines(folder.File("run/metrics.jsonl")).Last().Should().Contain("\"test_loss\":null").And.Contain("\"validation_loss\":null");
        MetricsFile.Read(folder.File("run/metrics.jsonl")).Last().ValidationLoss.Should().Be(double.NaN);
        RunRecord.FromJson(File.ReadAllText(folder.File("run/run.json"))).Outcome.Should().Be("diverged");
    }

    [Fact]
    public void Weights_that_are_not_finite_are_never_saved()
    {
        using var stop = new CancellationTokenSource();
        var model = new TinyNetwork();
        var observer = new RecordingObserver
        {
            OnStep = step =>
            {
                if (step.Step != 7)
                    return;
                // As if the step with the last finite loss had blown up.
                using (no_grad())
                    model.mix.weight.fill_(float.PositiveInfinity);
                stop.Cancel();
            },
        };

        var outcome = Trainer.Run(Request("run", Short) with { Model = model }, observer, stop.Token);

        outcome.Result.Should().Be(TrainingResult.Diverged);
        outcome.Message.Should().StartWith("A weight is not finite at step 7 of 40").And.EndWith("state.safetensors and last.safetensors are from step 5.");
    }

    [Fact]
    public void Weights_that_are_not_finite_are_not_the_best_though_the_loss_is()
    {
        var model = new TinyNetwork();
        var observer = new RecordingObserver
        {
            OnStep = step =>
            {
                // A channel of an infinite variance is its bias.
                if (step.Step == 1)
                    model.bn.running_var!.fill_(float.PositiveInfinity);
            },
        };

        var outcome = Trainer.Run(Request("run", Short with { ValidationImages = 20 }) with { Model = model }, observer);

        outcome.Message.Should().StartWith("A weight is not finite at step ");
        (outcome.Result, outcome.Best).Should().Be((TrainingResult.Diverged, null));
        File.Exists(folder.File("run/best.safetensors")).Should().BeFalse();
    }

    [Fact]
    public void Gradients_that_are_not_finite_however_small_the_losss_scale_end_the_run()
    {
        var model = new TinyNetwork { HasGradientsWithoutValue = true };

        var outcome = Trainer.Run(Request("run", Short with { Epochs = 20, Precision = Precision.Fp16 }) with { Model = model }, new RecordingObserver());

        outcome.Result.Should().Be(TrainingResult.Diverged);
        outcome.Message.Should().StartWith("The gradients are not finite, however little the loss is scaled, at step 37 of 100");
    }

    [Fact]
    public void Whatever_ends_a_run_its_record_says_so()
    {
        var observer = new RecordingObserver { OnStep = step => { if (step.Step == 7) throw new InvalidOperationException("as if memory had run out"); } };

        ((Action)(() => Trainer.Run(Request("run", Short), observer))).Should().Throw<InvalidOperationException>();

        var record = RunRecord.FromJson(File.ReadAllText(folder.File("run/run.json")));
        (record.Outcome, record.Last?.Epoch).Should().Be(("failed", 1));
    }

    [Theory]
    [InlineData(TestViews.One, 0, 0, 40)]
    [InlineData(TestViews.Flip, 0, 0, 120)]
    [InlineData(TestViews.FlipAndShift, 0.9, 20, 340)]
    public void An_estimate_counts_every_pass_of_an_evaluation(TestViews views, double ema, int validation, int images)
    {
        var observer = new RecordingObserver();

        var outcome = Trainer.Run(Request("run", Short with { Epochs = 1, TestViews = views, Ema = ema, ValidationImages = validation }), observer);

        var averaged = FormattableString.Invariant($"; {100 * outcome.Last!.EmaAccuracy:f2}% with averaged weights");
        var several = FormattableString.Invariant($"; {100 * outcome.Last.ViewsAccuracy:f2}% over several views of each image");
        outcome.Message.Should().StartWith(FormattableString.Invariant(
            $"Test accuracy {100 * outcome.Last.TestAccuracy:f2}% after epoch 1{(ema > 0 ? averaged : "")}{(views == TestViews.One ? "" : several)}."));
        observer.Plan!.EvaluatedImages.Should().Be(images);
    }

    [Fact]
    public void Saved_weights_give_the_saved_predictions_again()
    {
        Trainer.Run(Request("run", Short), new RecordingObserver());
        using var file = Safetensors.Read(folder.File("run/last.safetensors"));
        var data = TinyData.Create();
        using var model = TinyNetwork.Drawn(99);
        StateDict.Load(model, file.Tensors, "last.safetensors");
        using var split = data.Split(Short, CPU);

        var result = Evaluator.Evaluate(model, split.Test, 40, ScalarType.Float32, true);

        string[] lines = File.ReadAllLines(folder.File("run/predictions.csv"));
        lines[0].Should().Be("index,label,predicted,logit_0,logit_1,logit_2,logit_3");
        lines.Should().HaveCount(41);
        for (int i = 0; i < 40; i++)
        {
            string[] cells = lines[i + 1].Split(',');
            cells[..3].Should().Equal($"{i}", $"{result.Labels[i]}", $"{result.Predicted[i]}");
            cells[3..].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).Should().Equal(result.Logits[(i * 4)..(i * 4 + 4)]);
        }
        result.Accuracy.Should().Be(result.Labels.Zip(result.Predicted).Count(pair => pair.First == pair.Second) / 40.0);
    }

    [Fact]
    public void Evaluation_does_not_depend_on_the_batch_and_does_not_change_the_network()
    {
        var data = TinyData.Create();
        using var model = TinyNetwork.Drawn(1);
        using var split = data.Split(Short, CPU);
        model.train();
        float[] mean = model.bn.running_mean!.data<float>().ToArray();

        var one = Evaluator.Evaluate(model, split.Test, 40, ScalarType.Float32, true);
        var other = Evaluator.Evaluate(model, split.Test, 7, ScalarType.Float32, true);

        other.Predicted.Should().Equal(one.Predicted);
        other.Loss.Should().BeApproximately(one.Loss, 1e-5);
        model.training.Should().BeTrue();
        model.bn.running_mean.data<float>().ToArray().Should().Equal(mean);
    }

    [Fact]
    public void A_spec_that_does_not_fit_the_data_is_refused_before_anything_is_written()
    {
        var spec = Spec with { Graph = Spec.Graph with { Classes = 10 } };

        ((Action)(() => Trainer.Run(Request("run", Short) with { Spec = spec }, new RecordingObserver()))).Should().Throw<DataException>();
        Directory.Exists(folder.File("run")).Should().BeFalse();
    }

    [Fact]
    public void Fewer_images_than_a_batch_are_refused()
    {
        ((Action)(() => Trainer.Run(Request("run", Short with { Batch = 97 }), new RecordingObserver())))
            .Should().Throw<DataException>().WithMessage("tiny has 96 training images*takes 97*");
    }

    [Fact]
    public void A_folder_that_holds_a_run_is_not_overwritten()
    {
        Trainer.Run(Request("run", Short), new RecordingObserver());
        string before = File.ReadAllText(folder.File("run/run.json"));

        ((Action)(() => Trainer.Run(Request("run", Short), new RecordingObserver()))).Should().Throw<CheckpointException>().WithMessage("*already holds a run*");
        File.ReadAllText(folder.File("run/run.json")).Should().Be(before);
    }

    [Fact]
    public void Every_line_of_the_metrics_is_one_JSON_object_and_an_incomplete_last_line_is_skipped()
    {
        var observer = new RecordingObserver();
        Trainer.Run(Request("run", Short), observer);
        string path = folder.File("run/metrics.jsonl");
        string[] keys = ["epoch", "step", "train_loss", "train_accuracy", "test_loss", "test_accuracy", "learning_rate"];
        foreach (string line in File.ReadAllLines(path))
            JsonDocument.Parse(line).RootElement.EnumerateObject().Select(property => property.Name).Should().Equal(keys);

        File.AppendAllText(path, "{\"epoch\":9,\"st");

        MetricsFile.Read(path).Should().Equal(observer.Epochs.Select(epoch => epoch with { Timing = null }));
    }

    private sealed class ThreadCount : IDisposable
    {
        private readonly int before = get_num_threads();

        public ThreadCount(int threads) => set_num_threads(threads);

        public void Dispose() => set_num_threads(before);
    }

    internal static readonly Recipe Short = new()
    {
        Name = "short",
        Summary = "Eight epochs: it's a test's own.",
        Epochs = 8,
        Batch = 18,
        LearningRate = 0.05,
        Optimizer = new SgdOptimizer { Nesterov = true, WeightDecay = 5e-4 },
        Schedule = new OneCycleSchedule { Warmup = 0.3, Start = 0.1, Last = 0.01 },
        Augment = new() { CropPadding = 1, Flip = true },
        Precision = Precision.Fp32,
    };

    private static CompiledSpec Spec => new()
    {
        Path = "tiny.yaml",
        Stem = "tiny",
        Graph = new NetworkGraph { Name = "Tiny", Summary = "", Input = TinyData.Shape, Classes = 4, Ops = [], Modules = [] },
        Costs = new Costs(1292, 0, []),
        Hash = new string('0', 64),
        CanonicalJson = "{}",
        ResolvedYaml = "language: 1\nname: Tiny\n",
        Definitions = [new SourceFile("library/blocks/toy.yaml", "block: toy\n"), new SourceFile("library/gates/se.yaml", "gate: se\n")],
    };

    private TrainingRequest Request(string name, Recipe recipe) => RequestAt(folder.File(name), recipe);

    internal static TrainingRequest RequestAt(string path, Recipe recipe) => new()
    {
        Model = new TinyNetwork(),
        Spec = Spec,
        Recipe = recipe,
        Data = TinyData.Create(),
        RunDirectory = path,
        Seed = 1,
        CommandLine = "runner --spec tiny.yaml",
    };

    private IEnumerable<string> Files(string name) => Directory.GetFiles(folder.File(name), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder.File(name), file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
