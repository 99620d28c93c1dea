using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Runs;

/// <summary>Writes <see cref="RunProgress"/> every two seconds while a run is in progress.</summary>
public sealed class Heartbeat(TimeProvider clock) : ITrainingObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private RunProgress? last;
    private string folder = "";
    private long written;

    /// <inheritdoc/>
    public void Started(TrainingPlan plan)
    {
        folder = plan.RunDirectory;
        Write(new(Environment.MachineName, Environment.ProcessId, clock.GetUtcNow(), 0, plan.Steps, 1, null, null));
    }

    /// <inheritdoc/>
    public void Step(StepReport step)
    {
        last = last! with
        {
            Step = step.Step,
            Epoch = step.Epoch,
            ImagesPerSecond = step.ImagesPerSecond,
            RemainingSeconds = step.Remaining?.TotalSeconds,
        };
        Beat();
    }

    /// <inheritdoc/>
    public void Estimated(TimeSpan wholeRun)
    {
    }

    /// <inheritdoc/>
    public void Evaluating(int done, int of) => Beat();

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch) => Beat();

    /// <inheritdoc/>
    public void Note(string text)
    {
    }

    private void Beat()
    {
        if (clock.GetElapsedTime(written) >= Pause)
            Write(last! with { At = clock.GetUtcNow() });
    }

    private void Write(RunProgress progress)
    {
        (last, written) = (progress, clock.GetTimestamp());
        progress.Write(folder);
    }
}
