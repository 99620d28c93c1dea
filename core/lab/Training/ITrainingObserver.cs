namespace SeRes2Net.Lab.Training;

/// <summary>Watches a run. Called on the training thread: return quickly, do not throw.</summary>
public interface ITrainingObserver
{
    /// <summary>The run directory exists and the first step is about to start.</summary>
    public void Started(TrainingPlan plan);
    /// <summary>A step is done.</summary>
    public void Step(StepReport step);
    /// <summary>
    /// Called once, when enough steps have been timed (20, or the first epoch if that is shorter): how long the whole run will take.
    /// </summary>
    public void Estimated(TimeSpan wholeRun);
    /// <summary>Evaluation makes progress: images done, and the total.</summary>
    public void Evaluating(int done, int of);
    /// <summary>An epoch is done and evaluated; its line is in <c>metrics.jsonl</c>.</summary>
    public void Epoch(EpochMetrics epoch);
    /// <summary>Something the user should know, in one sentence.</summary>
    public void Note(string text);

    /// <summary>The run ends, in whatever way; from now on nothing may be written into its folder.</summary>
    public void Ended()
    {
    }
}
