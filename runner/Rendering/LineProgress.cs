using SeRes2Net.Lab.Training;

namespace SeRes2Net.Runner.Rendering;

/// <summary>
/// Progress without a terminal: the estimate, then a line for every epoch and, if an epoch takes longer, a line a minute. A line that cannot
/// be written, since the disk of a log file is full, is lost: the run, which may have another disk, goes on or waits for space.
/// </summary>
internal sealed class LineProgress(TextWriter output, TimeProvider clock) : ITrainingObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private int epochs;
    private TimeSpan? remaining;
    private long written;

    /// <inheritdoc/>
    public void Started(TrainingPlan plan)
    {
        epochs = plan.Epochs;
        Write(PlanLine.Of(plan));
    }

    /// <inheritdoc/>
    public void Step(StepReport step)
    {
        remaining = step.Remaining;
        if (clock.GetElapsedTime(written) >= Pause)
            Write(StepLine(step));
    }

    /// <inheritdoc/>
    public void Estimated(TimeSpan wholeRun) => Write($"The whole run will take about {DisplayFormat.Duration(wholeRun)}.");

    /// <inheritdoc/>
    public void Evaluating(int done, int of)
    {
        if (clock.GetElapsedTime(written) >= Pause)
            Write($"  testing {DisplayFormat.Count(done)} of {DisplayFormat.Count(of)} images");
    }

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch) => Write(EpochLine.Of(epoch, epochs, remaining));

    /// <inheritdoc/>
    public void Note(string text) => Write(text);

    private string StepLine(StepReport step)
    {
        var left = step.Remaining is { } time ? $"  {DisplayFormat.Duration(time)} left" : "";
        return FormattableString.Invariant($"  epoch {step.Epoch}/{epochs}  step {step.Step}/{step.Steps}  loss {step.Loss:F4}") +
            FormattableString.Invariant($"  rate {step.LearningRate:g3}  {step.ImagesPerSecond:F0} img/s{left}");
    }

    private void Write(string line)
    {
        written = clock.GetTimestamp();
        try
        {
            output.WriteLine(line);
        }
        catch (CommandFailure)
        {
        }
    }
}
