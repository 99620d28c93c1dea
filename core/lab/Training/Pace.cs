namespace SeRes2Net.Lab.Training;

/// <summary>
/// Measures the speed of a run and estimates its duration. The first steps do not count: memory is still being allocated and
/// kernels chosen.
/// </summary>
internal sealed class Pace(TrainingPlan plan, int stepsBefore)
{
    /// <summary>The number of first steps, which are not representative.</summary>
    private const int WarmUp = 3;
    /// <summary>Steps after which the duration of the whole run is estimated.</summary>
    public const int FirstEstimate = 20;
    /// <summary>Steps over which the displayed rate is averaged.</summary>
    private const int Window = 20;
    /// <summary>A test image's share of a training image's time, until an evaluation has been measured.</summary>
    private const double EvaluationShare = 0.3;

    private readonly Queue<double> recent = new();
    private double stepSeconds;
    private int timedSteps;
    private double? evaluationSeconds;

    /// <summary>Steps timed so far.</summary>
    public int Timed { get; private set; }

    /// <summary>Records a finished step.</summary>
    public void Step(double seconds)
    {
        if (++Timed > WarmUp)
        {
            stepSeconds += seconds;
            timedSteps++;
        }
        recent.Enqueue(seconds);
        if (recent.Count > Window)
            recent.Dequeue();
    }

    /// <summary>Records a finished evaluation.</summary>
    public void Evaluation(double seconds) => evaluationSeconds = seconds;

    /// <summary>Training images per second over the last steps.</summary>
    public double ImagesPerSecond => plan.Batch * recent.Count / Math.Max(recent.Sum(), 1e-9);

    /// <summary>Time of a whole run with so many evaluations.</summary>
    public TimeSpan Whole(int evaluations) =>
        (Remaining(evaluations) ?? TimeSpan.Zero) + (stepsBefore + Timed) * TimeSpan.FromSeconds(timedSteps == 0 ? 0 : stepSeconds / timedSteps);

    /// <summary>Time to the end from a point within an epoch's training; null until enough steps have been timed.</summary>
    public TimeSpan? Remaining(int evaluationsLeft)
    {
        if (timedSteps == 0)
            return null;
        double step = stepSeconds / timedSteps;
        double evaluation = evaluationSeconds ?? plan.EvaluatedImages * step / plan.Batch * EvaluationShare;
        return TimeSpan.FromSeconds((plan.Steps - stepsBefore - Timed) * step + evaluationsLeft * evaluation);
    }
}
