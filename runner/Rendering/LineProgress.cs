using SeRes2Net.Lab.Training;

namespace SeRes2Net.Runner.Rendering;

/// <summary>Progress without a terminal: the estimate, then one line per epoch.</summary>
internal sealed class LineProgress(TextWriter output) : ITrainingObserver
{
    private int epochs;
    private TimeSpan? remaining;

    /// <inheritdoc/>
    public void Started(TrainingPlan plan)
    {
        epochs = plan.Epochs;
        output.WriteLine(PlanLine.Of(plan));
    }

    /// <inheritdoc/>
    public void Step(StepReport step) => remaining = step.Remaining;

    /// <inheritdoc/>
    public void Estimated(TimeSpan wholeRun) => output.WriteLine($"The whole run will take about {DisplayFormat.Duration(wholeRun)}.");

    /// <inheritdoc/>
    public void Evaluating(int done, int of)
    {
    }

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch) => output.WriteLine(EpochLine.Of(epoch, epochs, remaining));

    /// <inheritdoc/>
    public void Note(string text) => output.WriteLine(text);
}
