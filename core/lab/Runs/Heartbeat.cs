using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Runs;

/// <summary>
/// Writes <see cref="RunProgress"/> every two seconds while a run is in progress: from a timer, so that a long step, or a wait for space on
/// the disk, does not look like the end of the process.
/// </summary>
public sealed class Heartbeat(TimeProvider clock) : ITrainingObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock writing = new();
    private volatile RunProgress? last;
    private string folder = "";
    private ITimer? timer;

    /// <inheritdoc/>
    public void Started(TrainingPlan plan)
    {
        folder = plan.RunDirectory;
        last = new(Environment.MachineName, Environment.ProcessId, clock.GetUtcNow(), 0, plan.Steps, 1, null, null);
        Beat();
        timer = clock.CreateTimer(_ => Beat(), null, Pause, Pause);
    }

    /// <inheritdoc/>
    public void Step(StepReport step) => last = last! with
    {
        Step = step.Step,
        Epoch = step.Epoch,
        ImagesPerSecond = step.ImagesPerSecond,
        RemainingSeconds = step.Remaining?.TotalSeconds,
    };

    /// <inheritdoc/>
    public void Estimated(TimeSpan wholeRun)
    {
    }

    /// <inheritdoc/>
    public void Evaluating(int done, int of)
    {
    }

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch)
    {
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
    }

    /// <inheritdoc/>
    public void Ended()
    {
        timer?.Dispose();
        lock (writing)
            folder = "";
    }

    // The lock is held while the file is written, so that none is written after the end.
    private void Beat()
    {
        // While a slow file system is still at the last sign, there is nothing to add.
        if (!writing.TryEnter())
            return;
        try
        {
            if (folder.Length > 0)
                (last! with { At = clock.GetUtcNow() }).Write(folder);
        }
        finally
        {
            writing.Exit();
        }
    }
}
