using SeRes2Net.Lab.Training;
using Spectre.Console;

namespace SeRes2Net.Runner.Rendering;

/// <summary>Progress on a terminal: a bar with rate and time left, and a line above it for every epoch.</summary>
internal sealed class TerminalProgress : ITrainingObserver
{
    private readonly IAnsiConsole console;
    private readonly ProgressTask task;
    private int epochs;
    private TimeSpan? remaining;

    private TerminalProgress(IAnsiConsole console, ProgressTask task) => (this.console, this.task) = (console, task);

    /// <summary>Runs something that reports to the display, then removes the display.</summary>
    public static T Show<T>(IAnsiConsole console, Func<ITrainingObserver, T> run) => console
        .Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context => run(new TerminalProgress(console, context.AddTask("starting", autoStart: true))));

    /// <inheritdoc/>
    public void Started(TrainingPlan plan)
    {
        epochs = plan.Epochs;
        task.MaxValue = plan.Steps;
        console.WriteLine(PlanLine.Of(plan));
    }

    /// <inheritdoc/>
    public void Step(StepReport step)
    {
        remaining = step.Remaining;
        task.Value = step.Step;
        var left = step.Remaining is { } time ? $"{DisplayFormat.Duration(time)} left" : "estimating";
        task.Description = FormattableString.Invariant(
            $"epoch {step.Epoch}/{epochs}  loss {step.Loss:F3}  {step.ImagesPerSecond:F0} img/s  {left}");
    }

    /// <inheritdoc/>
    public void Estimated(TimeSpan wholeRun) => console.WriteLine($"The whole run will take about {DisplayFormat.Duration(wholeRun)}.");

    /// <inheritdoc/>
    public void Evaluating(int done, int of) => task.Description = $"testing {DisplayFormat.Count(done)} of {DisplayFormat.Count(of)} images";

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch) => console.WriteLine(EpochLine.Of(epoch, epochs, remaining));

    /// <inheritdoc/>
    public void Note(string text) => console.WriteLine(text);
}
