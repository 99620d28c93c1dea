namespace SeRes2Net.Lab.Training;

/// <summary>Several observers of one run; each is told everything, in order.</summary>
public sealed class Observers(params IReadOnlyList<ITrainingObserver> all) : ITrainingObserver
{
    /// <inheritdoc/>
    public void Started(TrainingPlan plan) => Tell(observer => observer.Started(plan));

    /// <inheritdoc/>
    public void Step(StepReport step) => Tell(observer => observer.Step(step));

    /// <inheritdoc/>
    public void Estimated(TimeSpan wholeRun) => Tell(observer => observer.Estimated(wholeRun));

    /// <inheritdoc/>
    public void Evaluating(int done, int of) => Tell(observer => observer.Evaluating(done, of));

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch) => Tell(observer => observer.Epoch(epoch));

    /// <inheritdoc/>
    public void Note(string text) => Tell(observer => observer.Note(text));

    /// <inheritdoc/>
    public void Ended() => Tell(observer => observer.Ended());

    private void Tell(Action<ITrainingObserver> what)
    {
        foreach (var observer in all)
            what(observer);
    }
}
