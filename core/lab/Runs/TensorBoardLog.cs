using SeRes2Net.Lab.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace SeRes2Net.Lab.Runs;

/// <summary>
/// Writes a run's numbers for TensorBoard, into <c>events</c> in the run directory; the step is the epoch. A run that is resumed adds a file,
/// which TensorBoard reads after the earlier ones. The truth is <c>metrics.jsonl</c>: a failure is noted once and never ends a run.
/// </summary>
/// <param name="note">Told, in one sentence, that nothing more can be written.</param>
public sealed class TensorBoardLog(Action<string> note) : ITrainingObserver
{
    /// <summary>The folder of the event files.</summary>
    public const string FolderName = "events";

    private SummaryWriter? writer;

    /// <inheritdoc/>
    public void Started(TrainingPlan plan) =>
        Try(() => writer = torch.utils.tensorboard.SummaryWriter(Path.Combine(plan.RunDirectory, FolderName)));

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch) => Try(() =>
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        foreach (var (tag, value) in Scalars(epoch))
        {
            if (value is { } number)
                writer?.add_scalar(tag, (float)number, epoch.Epoch, now);
        }
    });

    /// <inheritdoc/>
    public void Step(StepReport step)
    {
    }

    /// <inheritdoc/>
    public void Estimated(TimeSpan wholeRun)
    {
    }

    /// <inheritdoc/>
    public void Evaluating(int done, int of)
    {
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
    }

    /// <summary>What is written of an epoch; a slash groups charts.</summary>
    private static IEnumerable<(string Tag, double? Value)> Scalars(EpochMetrics epoch) =>
    [
        ("loss/train", epoch.TrainLoss),
        ("loss/test", epoch.TestLoss),
        ("loss/validation", epoch.ValidationLoss),
        ("accuracy/train", epoch.TrainAccuracy),
        ("accuracy/test", epoch.TestAccuracy),
        ("accuracy/validation", epoch.ValidationAccuracy),
        ("accuracy/ema", epoch.EmaAccuracy),
        ("accuracy/views", epoch.ViewsAccuracy),
        ("learning_rate", epoch.LearningRate),
        ("images_per_s", epoch.Timing?.ImagesPerSecond),
    ];

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            writer = null;
            note($"{FolderName}: nothing more is written for TensorBoard: {e.Message}");
        }
    }
}
