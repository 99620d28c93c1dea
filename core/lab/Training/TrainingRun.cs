using System.Diagnostics;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Training.Averages;
using SeRes2Net.Lab.Training.Schedules;
using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training;

/// <summary>A run in progress: what <see cref="Trainer.Run"/> does in each of its steps.</summary>
internal sealed class TrainingRun : IDisposable
{
    // A device computes while we go on; asking for a loss waits for it. On the processor there is nothing to wait for.
    private static readonly TimeSpan LossesEvery = TimeSpan.FromSeconds(0.1);

    private readonly TrainingRequest request;
    private readonly Recipe recipe;
    private readonly ITrainingObserver observer;
    private readonly CancellationToken stop;
    private readonly RunDirectory directory;
    private readonly DataSplit data;
    private readonly TrainingStep step;
    private readonly Progress progress;
    private readonly Pace pace;
    private readonly Stopwatch clock = Stopwatch.StartNew(), sinceLosses = Stopwatch.StartNew(), sinceSaved = Stopwatch.StartNew();
    private readonly List<Tensor> unread = [];
    private TimeSpan evaluatedAt;
    private double rate, loss = double.NaN;
    private bool isEstimated;
    private string? divergence;

    private TrainingRun(TrainingRequest request, ITrainingObserver observer, CancellationToken stop)
    {
        (this.request, recipe, this.observer, this.stop) = (request, request.Recipe, observer, stop);
        var device = request.Device ?? CPU;
        var graph = request.Spec.Graph;
        request.Data.MustFit(graph.Name, graph.Input, graph.Classes);
        data = request.Data.Split(recipe, device);
        Plan = TrainingPlan.Of(request, data);
        directory = RunDirectory.Open(request, Plan, data);
        directory.DiskFull = WaitForSpace;
        TrainingStep? begun = null;
        try
        {
            Initialisation.Apply(request.Model, request.Seed);
            request.Model.to(device);
            step = begun = new TrainingStep(request.Model, recipe, Plan.Precision);
            progress = directory.Resumed is { } saved ? Restore(saved) : new Progress { StepsPerEpoch = Plan.StepsPerEpoch, Batch = Plan.Batch };
        }
        catch
        {
            begun?.Dispose();
            directory.Fail();
            directory.Dispose();
            data.Dispose();
            throw;
        }
        pace = new Pace(Plan, progress.Steps);
        // What it took to get here is no time of the first epoch.
        evaluatedAt = clock.Elapsed;
    }

    /// <summary>Opens the run directory: a new one, or the one to resume.</summary>
    public static TrainingRun Open(TrainingRequest request, ITrainingObserver observer, CancellationToken stop) => new(request, observer, stop);

    public TrainingPlan Plan { get; }
    public bool IsComplete => progress.Steps >= Plan.Steps;
    public bool IsGood => divergence is null;
    public bool MustStop => stop.IsCancellationRequested;
    public bool IsWithinEpoch => progress.Steps % Plan.StepsPerEpoch != 0;
    public bool IsSavingDue => request.SaveEvery > TimeSpan.Zero && sinceSaved.Elapsed >= request.SaveEvery;
    public bool IsEvaluationDue => !IsWithinEpoch && Epoch > 0 && progress.Last?.Epoch != Epoch && (IsComplete || Epoch % recipe.EvaluateEvery == 0);

    // Finished epochs.
    private int Epoch => progress.Steps / Plan.StepsPerEpoch;

    /// <summary>The images of the epoch that the next step belongs to.</summary>
    public IEpoch BeginEpoch()
    {
        step.Model.train();
        return data.Train.Shuffled(request.Seed, Epoch + 1);
    }

    /// <summary>Trains on the next batch of an epoch.</summary>
    public void Step(IEpoch epoch)
    {
        var begun = clock.Elapsed;
        // What networks draw themselves, as dropout does, follows from the step as everything else does.
        manual_seed((long)(RandomStream.Of(request.Seed, "step", progress.Steps).NextBits() >> 1)).Dispose();
        rate = ScheduleTable.RateAt(recipe, progress.Steps, Plan.Steps);
        var first = (long)(progress.Steps % Plan.StepsPerEpoch) * recipe.Batch;
        unread.Add(step.Run(epoch, first, rate, progress.Steps + 1).DetachFromDisposeScope());
        progress.Steps++;
        if (Plan.Device == "cpu" || !IsWithinEpoch || sinceLosses.Elapsed >= LossesEvery || stop.IsCancellationRequested)
            ReadLosses();
        pace.Step((clock.Elapsed - begun).TotalSeconds);

        var remaining = pace.Remaining((Plan.Epochs - Epoch + recipe.EvaluateEvery - 1) / recipe.EvaluateEvery);
        observer.Step(new StepReport((progress.Steps - 1) / Plan.StepsPerEpoch + 1, progress.Steps, Plan.Steps, loss, rate, pace.ImagesPerSecond, remaining));
        if (!isEstimated && remaining is { } rest && pace.Timed >= Math.Min(Pace.FirstEstimate, Plan.StepsPerEpoch))
        {
            isEstimated = true;
            observer.Estimated(clock.Elapsed + rest);
        }
    }

    /// <summary>Evaluates, writes the epoch's line, and saves.</summary>
    /// <returns>Whether the run can go on: it was not stopped, and the loss is finite.</returns>
    public bool Evaluate()
    {
        var trained = clock.Elapsed;
        EvaluationResult test;
        EpochMetrics metrics;
        try
        {
            test = On(data.Test);
            var validation = data.Validation is { } kept ? On(kept) : null;
            metrics = new EpochMetrics
            {
                Epoch = Epoch,
                Step = progress.Steps,
                TrainLoss = progress.Sums[0] / progress.Summed,
                TrainAccuracy = progress.Sums[1] / ((double)progress.Summed * recipe.Batch),
                TestLoss = test.Loss,
                TestAccuracy = test.Accuracy,
                ValidationLoss = validation?.Loss,
                ValidationAccuracy = validation?.Accuracy,
                ViewsAccuracy = recipe.TestViews == TestViews.One ? null : On(data.Test, recipe.TestViews).Accuracy,
                EmaAccuracy = step.Average is { } average ? Swap.In(step.Model, average.Values, () => On(data.Test).Accuracy) : null,
                SkippedSteps = step.Scaler?.Skipped,
                LossScale = step.Scaler?.Scale,
                LearningRate = ScheduleTable.RateAt(recipe, progress.Steps - 1, Plan.Steps),
            };
        }
        catch (OperationCanceledException)
        {
            Save();
            return false;
        }
        var seconds = progress.SecondsSince + (trained - evaluatedAt).TotalSeconds;
        evaluatedAt = clock.Elapsed;
        progress.SecondsSince = 0;
        pace.Evaluation((evaluatedAt - trained).TotalSeconds);
        metrics = metrics with
        {
            Timing = new EpochTiming
            {
                Epoch = Epoch,
                Seconds = seconds,
                TestSeconds = (evaluatedAt - trained).TotalSeconds,
                ImagesPerSecond = progress.Summed * (double)recipe.Batch / seconds,
                LiveTensors = Tensor.TotalCount,
                ResidentMegabytes = Environment.WorkingSet / (1024.0 * 1024.0),
            },
        };
        directory.AddEpoch(metrics, test, request.Data.ClassNames);
        (progress.Last, progress.Summed) = (metrics, 0);
        Array.Clear(progress.Sums);
        if (!double.IsFinite(test.Loss))
        {
            divergence = Diverged(Said("test loss", test.Loss), progress.Steps);
        }
        else if (metrics.ValidationLoss is { } validationLoss && !double.IsFinite(validationLoss))
        {
            divergence = Diverged(Said("validation loss", validationLoss), progress.Steps);
        }
        else
        {
            if (metrics.ValidationAccuracy is { } accuracy && !(accuracy <= progress.Best?.ValidationAccuracy) && step.HasFiniteWeights)
            {
                progress.Best = metrics;
                directory.SaveBest(step.Model, Position);
            }
            Save();
        }
        observer.Epoch(metrics);
        return IsGood;

        EvaluationResult On(IImages images, TestViews views = TestViews.One) => Evaluator.Evaluate(
            step.Model, images, request.EvaluationBatch, PrecisionChoice.ActivationType(Plan.Precision), recipe.ChannelsLast, views, stop,
            done => observer.Evaluating(done, images.Count));
    }

    /// <summary>Saves everything that resuming needs, unless the loss or a weight is no longer finite.</summary>
    public void Save()
    {
        ReadLosses();
        // A loss is measured before its step changes the weights.
        if (IsGood && !step.HasFiniteWeights)
            divergence = Diverged("A weight is not finite", progress.Steps);
        if (!IsGood)
            return;
        directory.Save(step, progress, Position, clock.Elapsed, clock.Elapsed - evaluatedAt);
        sinceSaved.Restart();
    }

    /// <summary>How the run ended, as its record says from now on.</summary>
    public TrainingOutcome End()
    {
        var (result, message) = divergence is not null ? (TrainingResult.Diverged, divergence)
            : IsComplete && progress.Last?.Epoch == Plan.Epochs
                ? (TrainingResult.Completed, FormattableString.Invariant($"Test accuracy {100 * progress.Last!.TestAccuracy:f2}% after epoch {Plan.Epochs}{Also(progress.Last)}."))
                : (TrainingResult.Interrupted, $"Stopped after step {progress.Steps} of {Plan.Steps}; --resume goes on from there.");
        var best = progress.Best is { } epoch
            ? FormattableString.Invariant($" {RunDirectory.BestName} is from epoch {epoch.Epoch} (validation accuracy {100 * epoch.ValidationAccuracy:f2}%).")
            : "";
        var outcome = new TrainingOutcome(result, message + best, directory.Path, progress.Last, progress.Best,
            TimeSpan.FromSeconds(progress.Seconds) + clock.Elapsed);
        directory.Finish(outcome);
        return outcome;

        static string Also(EpochMetrics epoch) =>
            (epoch.EmaAccuracy is { } averaged ? FormattableString.Invariant($"; {100 * averaged:f2}% with averaged weights") : "")
            + (epoch.ViewsAccuracy is { } views ? FormattableString.Invariant($"; {100 * views:f2}% over several views of each image") : "");
    }

    /// <summary>Notes in the record that the run failed; what was saved before stays.</summary>
    public void Fail() => directory.Fail(progress.Last, progress.Best);

    /// <summary>How a run ended that was stopped while it waited for space on the disk: what was saved before stays.</summary>
    public TrainingOutcome GiveUp(CheckpointException full)
    {
        var outcome = new TrainingOutcome(TrainingResult.Interrupted, $"{full.Message} {directory.Kept}", directory.Path, progress.Last, progress.Best,
            TimeSpan.FromSeconds(progress.Seconds) + clock.Elapsed);
        directory.TryFinish(outcome);
        return outcome;
    }

    private TrainingPosition Position => new(Epoch, progress.Steps, Plan.Steps, request.Seed);

    private void ReadLosses()
    {
        if (unread.Count == 0)
            return;
        using var scope = NewDisposeScope();
        var read = stack([.. unread]).cpu().data<double>().ToArray();
        for (var i = 0; i < unread.Count; i++)
        {
            unread[i].Dispose();
            loss = read[2 * i];
            progress.Sums[0] += loss;
            progress.Sums[1] += read[2 * i + 1];
            if (!double.IsFinite(loss))
                divergence ??= Diverged(Said("loss", loss), progress.Steps - unread.Count + i + 1);
        }
        if (step.Scaler is { IsHopeless: true })
            divergence ??= Diverged("The gradients are not finite, however little the loss is scaled,", progress.Steps);
        progress.Summed += unread.Count;
        unread.Clear();
        sinceLosses.Restart();
    }

    private static string Said(string loss, double value) => FormattableString.Invariant($"The {loss} is {value}");

    // The weights of the last checkpoint are not overwritten.
    private string Diverged(string what, int at) => FormattableString.Invariant(
        $"{what} at step {at} of {Plan.Steps} (epoch {(at - 1) / Plan.StepsPerEpoch + 1}, rate {rate:g3}). ")
        + $"A lower learning rate or clip-norm usually helps. {directory.Kept}";

    private Progress Restore(SafetensorsFile saved)
    {
        using var scope = NewDisposeScope();
        StateDict.Load(step.Model, TrainingStep.ModelPart(saved), $"{directory.Path}: {RunDirectory.StateName}");
        step.Optimizer.Restore(name => saved.Tensors.GetValueOrDefault($"optimizer.{name}"));
        var weights = step.Model.state_dict();
        Copy(step.Average?.Values, "average.");
        Copy(step.Lookahead?.Slow, "slow.");
        var progress = Progress.Read(saved.Metadata, directory.Before!, step.Scaler, $"{directory.Path}: {RunDirectory.StateName}");
        progress.Rescale(Plan.StepsPerEpoch, Plan.Batch);
        saved.Dispose();
        observer.Note($"Resumed after step {progress.Steps} of {Plan.Steps}.");
        return progress;

        void Copy(IReadOnlyDictionary<string, Tensor>? targets, string prefix)
        {
            using var noGradient = no_grad();
            foreach (var (name, target) in targets ?? new Dictionary<string, Tensor>())
            {
                // An average that a changed recipe asks for begins with the weights.
                target.copy_(saved.Tensors.GetValueOrDefault(prefix + name) ?? weights[name]);
            }
        }
    }

    private bool WaitForSpace(CheckpointException full)
    {
        observer.Note($"{full.Message} Free some space: the run waits and tries again every {request.RetryAfter.TotalSeconds:0} s. Ctrl-C gives up.");
        return !stop.WaitHandle.WaitOne(request.RetryAfter);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        unread.ForEach(tensor => tensor.Dispose());
        step.Dispose();
        data.Dispose();
        directory.Dispose();
    }
}
