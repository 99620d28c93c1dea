using System.Diagnostics;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Data.Augment;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Training.Optimizers;
using SeRes2Net.Lab.Training.Schedules;
using SeRes2Net.Nn;
using SeRes2Net.Nn.Kernels;
using SeRes2Net.Nn.Platform;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training;

/// <summary>Trains a network and writes its run directory.</summary>
public static class Trainer
{
    /// <summary>Runs the whole training: draws the weights, trains, evaluates after every epoch and saves.</summary>
    /// <remarks>
    /// Only full batches are trained on; the images left over in one epoch's shuffle take part in another's. Everything random follows
    /// from the seed: on the CPU, two runs with the same number of threads end with the same bits.
    /// </remarks>
    /// <param name="request">What to train, on what, and how.</param>
    /// <param name="observer">Notified of everything that happens.</param>
    /// <param name="stop">Ends the run after the current step; the weights of that step are saved.</param>
    /// <exception cref="DataException">The spec does not fit the data, or there are fewer images than one batch.</exception>
    /// <exception cref="CheckpointException">The run directory cannot be written.</exception>
    public static TrainingOutcome Run(TrainingRequest request, ITrainingObserver observer, CancellationToken stop = default)
    {
        var (model, recipe, data) = (request.Model, request.Recipe, request.Data);
        var device = request.Device ?? CPU;
        var precision = PrecisionChoice.Resolve(recipe.Precision, device);
        var type = PrecisionChoice.ActivationType(precision);
        var plan = Plan(request, precision, device);
        var run = RunDirectory.Create(request.RunDirectory, Record(request, plan), request.Spec, recipe);

        manual_seed(request.Seed);
        Initialisation.Apply(model, request.Seed);
        model.to(device);
        using var train = new ResidentImages(data.Train, data, plan.TrainImages, AugmentationTable.Create(recipe.Augment), device);
        using var test = new ResidentImages(data.Test, data, 0, [], device);
        using var optimizer = OptimizerTable.Create(recipe, model.parameters());

        observer.Started(plan);
        var clock = Stopwatch.StartNew();
        var pace = new Pace(plan);
        EpochMetrics? last = null, best = null;
        bool estimated = false;
        for (int epoch = 1; epoch <= plan.Epochs; epoch++)
        {
            model.train();
            using var order = EpochOrder.Shuffled(train, request.Seed, epoch);
            double rate = 0, lossSum = 0;
            long correct = 0;
            var epochClock = Stopwatch.StartNew();
            for (int batch = 0; batch < plan.StepsPerEpoch; batch++)
            {
                double begun = clock.Elapsed.TotalSeconds;
                rate = ScheduleTable.RateAt(recipe.Schedule, recipe.LearningRate, pace.Steps, plan.Steps);
                foreach (var group in optimizer.Optimizer.ParamGroups)
                    group.LearningRate = rate;

                double loss;
                using (NewDisposeScope())
                {
                    var (images, labels) = train.Batch(order, (long)batch * plan.Batch, plan.Batch, type, recipe.ChannelsLast);
                    var logits = model.call(images).to(ScalarType.Float32);
                    var meanLoss = nn.functional.cross_entropy(logits, labels);
                    optimizer.Optimizer.zero_grad();
                    meanLoss.backward();
                    KernelFailure.Throw();
                    optimizer.Optimizer.step();
                    loss = meanLoss.item<float>();
                    correct += logits.argmax(1).eq(labels).sum().item<long>();
                }
                lossSum += loss;
                pace.Step(clock.Elapsed.TotalSeconds - begun);

                var remaining = pace.Remaining(plan.Epochs - epoch + 1);
                observer.Step(new StepReport(epoch, pace.Steps, plan.Steps, loss, rate, pace.ImagesPerSecond, remaining));
                if (!estimated && remaining is { } rest && pace.Steps >= Math.Min(Pace.FirstEstimate, plan.StepsPerEpoch))
                {
                    estimated = true;
                    observer.Estimated(clock.Elapsed + rest);
                }
                if (!double.IsFinite(loss))
                    return Diverge("loss", loss, epoch, rate);
                if (stop.IsCancellationRequested)
                    return Interrupt(epoch - 1);
            }
            epochClock.Stop();

            var testClock = Stopwatch.StartNew();
            EvaluationResult result;
            try
            {
                result = Evaluator.Evaluate(model, test, request.EvaluationBatch, type, recipe.ChannelsLast, stop,
                    done => observer.Evaluating(done, plan.TestImages));
            }
            catch (OperationCanceledException)
            {
                return Interrupt(epoch);
            }
            pace.Evaluation(testClock.Elapsed.TotalSeconds);

            int seen = plan.StepsPerEpoch * plan.Batch;
            last = new EpochMetrics
            {
                Epoch = epoch,
                Step = pace.Steps,
                TrainLoss = lossSum / plan.StepsPerEpoch,
                TrainAccuracy = (double)correct / seen,
                TestLoss = result.Loss,
                TestAccuracy = result.Accuracy,
                LearningRate = rate,
                Seconds = epochClock.Elapsed.TotalSeconds,
                TestSeconds = testClock.Elapsed.TotalSeconds,
                ImagesPerSecond = seen / epochClock.Elapsed.TotalSeconds,
                LiveTensors = Tensor.TotalCount,
                ResidentMegabytes = Environment.WorkingSet / (1024.0 * 1024.0),
            };
            run.AddEpoch(last, result);
            if (!double.IsFinite(result.Loss))
            {
                observer.Epoch(last);
                return Diverge("test loss", result.Loss, epoch, rate);
            }
            run.SaveLast(model, optimizer, Position(epoch));
            if (best is null || last.TestAccuracy > best.TestAccuracy)
            {
                best = last;
                run.SaveBest(model, Position(epoch));
            }
            observer.Epoch(last);
        }
        return End(TrainingResult.Completed, FormattableString.Invariant(
            $"Test accuracy {100 * last!.TestAccuracy:f2}% after epoch {plan.Epochs}. {Kept(best)}"));

        TrainingPosition Position(int finishedEpochs) => new(finishedEpochs, pace.Steps, plan.Steps, request.Seed);

        TrainingOutcome Interrupt(int finishedEpochs)
        {
            run.SaveLast(model, optimizer, Position(finishedEpochs));
            return End(TrainingResult.Interrupted, $"Stopped after step {pace.Steps} of {plan.Steps}; {RunDirectory.LastName} and " +
                $"{RunDirectory.StateName} hold the weights of that step. {Kept(best)}");
        }

        // The weights of the last good epoch are not overwritten.
        TrainingOutcome Diverge(string what, double value, int epoch, double rate) => End(TrainingResult.Diverged,
            FormattableString.Invariant($"The {what} is {value} at step {pace.Steps} of {plan.Steps} (epoch {epoch}, rate {rate:g3}). ") +
            $"A lower learning rate usually helps. {Kept(best)}");

        TrainingOutcome End(TrainingResult kind, string message)
        {
            var outcome = new TrainingOutcome(kind, message, run.Path, last, best, clock.Elapsed);
            run.Finish(outcome);
            return outcome;
        }
    }

    private static string Kept(EpochMetrics? best) => best is null
        ? "No epoch was finished before that."
        : FormattableString.Invariant($"{RunDirectory.BestName} is from epoch {best.Epoch} (test accuracy {100 * best.TestAccuracy:f2}%).");

    /// <summary>What a run is going to do.</summary>
    /// <exception cref="DataException">The spec does not fit the data, or there are fewer images than one batch.</exception>
    internal static TrainingPlan Plan(TrainingRequest request, Precision precision, Device device)
    {
        var (recipe, data, graph) = (request.Recipe, request.Data, request.Spec.Graph);
        data.MustFit(graph.Name, graph.Input, graph.Classes);
        int images = recipe.TrainImages == 0 ? data.Train.Count : Math.Min(recipe.TrainImages, data.Train.Count);
        if (images < recipe.Batch)
            throw new DataException($"{data.Name} has {images} training images, but one step of recipe {recipe.Name} takes {recipe.Batch}. " +
                "Lower `batch`.");
        return new TrainingPlan(Path.GetFullPath(request.RunDirectory), recipe.Epochs, images / recipe.Batch, recipe.Batch, images, data.Test.Count,
            precision, device.ToString(), get_num_threads());
    }

    private static RunRecord Record(TrainingRequest request, TrainingPlan plan) => new()
    {
        Spec = request.Spec.Graph.Name,
        SpecStem = request.Spec.Stem,
        SpecHash = request.Spec.Hash,
        Parameters = request.Spec.Costs.Parameters,
        Macs = request.Spec.Costs.Macs,
        Recipe = request.Recipe.Name,
        Epochs = plan.Epochs,
        Batch = plan.Batch,
        Seed = request.Seed,
        Data = request.Data.Name,
        DataSource = request.Data.Source,
        DataChecksum = request.Data.Checksum,
        TrainImages = plan.TrainImages,
        TestImages = plan.TestImages,
        Device = plan.Device,
        Threads = plan.Threads,
        Precision = plan.Precision.ToString().ToLowerInvariant(),
        ChannelsLast = request.Recipe.ChannelsLast,
        Numerics = Numerics.State,
        Versions = RunEnvironment.Versions(),
        GitCommit = RunEnvironment.GitCommit(),
        CommandLine = request.CommandLine,
        Started = DateTimeOffset.UtcNow,
    };
}
