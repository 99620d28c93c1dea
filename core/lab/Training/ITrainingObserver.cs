namespace SeRes2Net.Lab.Training;

/// <summary>Watches a run. Called on the training thread: return quickly, do not throw.</summary>
public interface ITrainingObserver
{
    /// <summary>The run directory exists and the first step is about to start.</summary>
    public void Started(TrainingPlan plan);
    /// <summary>A step is done.</summary>
    public void Step(StepReport step);
    /// <summary>Once, when enough steps were timed (20, or the first epoch if shorter): how long the whole run will take.</summary>
    public void Estimated(TimeSpan wholeRun);
    /// <summary>Evaluation goes on: images done, of how many.</summary>
    public void Evaluating(int done, int of);
    /// <summary>An epoch is done and evaluated; its line is in <c>metrics.jsonl</c>.</summary>
    public void Epoch(EpochMetrics epoch);
    /// <summary>Something worth telling, one sentence.</summary>
    public void Note(string text);
}
