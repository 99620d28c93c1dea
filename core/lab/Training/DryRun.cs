using System.Diagnostics;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Training.Schedules;
using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training;

/// <summary>What a run would cost, from a few of its steps.</summary>
/// <param name="Plan">What the run would do.</param>
/// <param name="LeastRate">The lowest learning rate of a step.</param>
/// <param name="MostRate">The highest learning rate of a step.</param>
/// <param name="TimedSteps">Steps that were taken, the first few of which do not count.</param>
/// <param name="ImagesPerSecond">Training images per second.</param>
/// <param name="WholeRun">How long the run would take, evaluations included.</param>
/// <param name="PeakBytes">The most memory that this process has held.</param>
/// <param name="BackwardBytes">What one step keeps for its backward pass, on the device, as the compiler counts it.</param>
/// <param name="DiskBytes">The most that the run directory would hold, predictions and weights of every kind included.</param>
public sealed record DryRunReport(
    TrainingPlan Plan, double LeastRate, double MostRate, int TimedSteps, double ImagesPerSecond, TimeSpan WholeRun, long PeakBytes,
    long BackwardBytes, long DiskBytes);

/// <summary>Takes a few steps of a run and leaves nothing behind.</summary>
public static class DryRun
{
    private const int Steps = 8;
    private const int FewestSteps = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // The longest text of a logit, with its comma, and of the three whole numbers before them.
    private const long LogitText = 14, AnswerText = 18;

    /// <summary>Times steps with random weights; the network is changed.</summary>
    /// <exception cref="DataException">The spec does not fit the data, or there are fewer images than one batch.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was triggered.</exception>
    public static DryRunReport Run(TrainingRequest request, CancellationToken stop = default)
    {
        var (model, recipe, data) = (request.Model, request.Recipe, request.Data);
        var device = request.Device ?? CPU;
        request.Data.MustFit(request.Spec.Graph.Name, request.Spec.Graph.Input, request.Spec.Graph.Classes);
        using var split = data.Split(recipe, device);
        var plan = TrainingPlan.Of(request, split);
        Initialisation.Apply(model, request.Seed);
        model.to(device);
        model.train();
        using var step = new TrainingStep(model, recipe, plan.Precision);
        using var epoch = split.Train.Shuffled(request.Seed, 1);

        var clock = Stopwatch.StartNew();
        var pace = new Pace(plan, 0);
        while (pace.Timed < Steps && (pace.Timed < FewestSteps || clock.Elapsed < Patience))
        {
            stop.ThrowIfCancellationRequested();
            double begun = clock.Elapsed.TotalSeconds;
            using (NewDisposeScope())
            {
                var first = (long)(pace.Timed % plan.StepsPerEpoch) * plan.Batch;
                step.Run(epoch, first, ScheduleTable.RateAt(recipe, pace.Timed, plan.Steps), pace.Timed + 1).cpu(); // waits for the device
            }
            pace.Step(clock.Elapsed.TotalSeconds - begun);
        }

        int evaluations = (plan.Epochs + recipe.EvaluateEvery - 1) / recipe.EvaluateEvery;
        var rates = Enumerable.Range(0, plan.Steps).Select(step => ScheduleTable.RateAt(recipe, step, plan.Steps)).ToList();
        long weights = model.state_dict().Values.Sum(Bytes);
        using var scope = NewDisposeScope();
        long kept = step.Optimizer.State.Sum(state => Bytes(state.Value));
        int copies = 2 + (plan.ValidationImages > 0 ? 1 : 0) + (recipe.Ema > 0 ? 2 : 0) + (recipe.Lookahead > 0 ? 1 : 0); // last and state, best, averages
        double training = pace.Whole(evaluations: 0).TotalSeconds;
        long backward = request.Spec.Costs.TrainingBytes * plan.Batch / recipe.Accumulate / (plan.Precision == Precision.Fp32 ? 1 : 2);
        return new DryRunReport(plan, rates.Min(), rates.Max(), pace.Timed, (double)plan.Steps * plan.Batch / training, pace.Whole(evaluations),
            Process.GetCurrentProcess().PeakWorkingSet64, backward, copies * weights + kept + plan.TestImages * (AnswerText + LogitText * data.Classes));
    }

    private static long Bytes(Tensor tensor) => tensor.numel() * tensor.ElementSize;
}
