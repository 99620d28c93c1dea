using SeRes2Net.Lab.Training;

namespace SeRes2Net.Core.Tests.Lab.Training;

/// <summary>Records everything it is told; <see cref="OnStep"/> can react to a step.</summary>
internal sealed class RecordingObserver : ITrainingObserver
{
    public TrainingPlan? Plan { get; private set; }
    public List<StepReport> Steps { get; } = [];
    public List<TimeSpan> Estimates { get; } = [];
    public List<EpochMetrics> Epochs { get; } = [];
    public List<int> Evaluated { get; } = [];
    public Action<string> OnNote { get; init; } = _ => { };
    public Action<StepReport> OnStep { get; init; } = _ => { };

    public void Started(TrainingPlan plan) => Plan = plan;
    public void Estimated(TimeSpan wholeRun) => Estimates.Add(wholeRun);
    public void Evaluating(int done, int of) => Evaluated.Add(done);
    public void Epoch(EpochMetrics epoch) => Epochs.Add(epoch);
    public void Note(string text) => OnNote(text);

    public void Step(StepReport step)
    {
        Steps.Add(step);
        OnStep(step);
    }
}
