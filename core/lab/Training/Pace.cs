namespace SeRes2Net.Lab.Training;

/// <summary>
/// Measures how fast a run goes and foretells how long it takes. The first steps are left out: memory is still being claimed and
/// kernels chosen.
/// </summary>
internal sealed class Pace(TrainingPlan plan)
{
    /// <summary>Steps that are not representative.</summary>
    private const int WarmUp = 3;
    /// <summary>Steps after which the whole run's time is foretold.</summary>
    public const int FirstEstimate = 20;
    /// <summary>Steps over which the displayed rate is averaged.</summary>
    private const int Window = 20;
    /// <summary>A test image's share of a training image's time, until the first evaluation was measured.</summary>
    private const double EvaluationShare = 0.3;

    private readonly Queue<double> _recent = new();
    private double _stepSeconds;
    private int _timedSteps;
    private double? _evaluationSeconds;

    /// <summary>Steps taken so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Notes a finished step.</summary>
    public void Step(double seconds)
    {
        if (++Steps > WarmUp)
        {
            _stepSeconds += seconds;
            _timedSteps++;
        }
        _recent.Enqueue(seconds);
        if (_recent.Count > Window)
            _recent.Dequeue();
    }

    /// <summary>Notes a finished evaluation.</summary>
    public void Evaluation(double seconds) => _evaluationSeconds = seconds;

    /// <summary>Training images per second over the last steps.</summary>
    public double ImagesPerSecond => plan.Batch * _recent.Count / Math.Max(_recent.Sum(), 1e-9);

    /// <summary>Time to the end from a point within an epoch's training; null while too few steps were timed.</summary>
    public TimeSpan? Remaining(int evaluationsLeft)
    {
        if (_timedSteps == 0)
            return null;
        double step = _stepSeconds / _timedSteps;
        double evaluation = _evaluationSeconds ?? plan.TestImages * step / plan.Batch * EvaluationShare;
        return TimeSpan.FromSeconds((plan.Steps - Steps) * step + evaluationsLeft * evaluation);
    }
}
