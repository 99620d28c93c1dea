using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;
using Spectre.Console;

namespace SeRes2Net.Runner.Studies;

/// <summary>On a terminal: one table that is kept up to date.</summary>
internal sealed class TerminalDisplay : IStudyDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly LoadedStudy study;
    private readonly LiveDisplayContext context;
    private readonly TimeProvider clock;
    private readonly List<string> failures = [];
    private readonly Dictionary<PlannedRun, StudyRun> known = [];
    private long drawn;

    private TerminalDisplay(LoadedStudy study, LiveDisplayContext context, TimeProvider clock) =>
        (this.study, this.context, this.clock) = (study, context, clock);

    /// <summary>Runs something that reports to the display, then removes it.</summary>
    public static T Run<T>(LoadedStudy study, IAnsiConsole console, TimeProvider clock, Func<IStudyDisplay, T> run) => console
        .Live(new Text("starting"))
        .AutoClear(true)
        .Start(context => run(new TerminalDisplay(study, context, clock)));

    /// <inheritdoc/>
    public void Show(IReadOnlyList<PlannedRun> active, IReadOnlyList<PlannedRun> elsewhere)
    {
        if (drawn != 0 && clock.GetElapsedTime(drawn) < Pause)
            return;
        drawn = clock.GetTimestamp();
        context.UpdateTarget(Draw(StudyView.Of(study, known, active, elsewhere)));
    }

    /// <inheritdoc/>
    public void Ended(PlannedRun run, StudyRun state, string? failure)
    {
        if (failure is not null)
            failures.Add($"{study.Title(run)}, seed {run.Seed}: {failure}");
        drawn = 0;
    }

    private Rows Draw(StudyView view)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(new TableColumn("network"), new TableColumn("done").RightAligned(), new TableColumn("mean accuracy").RightAligned(), new TableColumn("training"));
        foreach (var row in view.Rows)
        {
            var running = row.Running.Select(run => $"seed {run.Seed}{(run.Share is { } share ? FormattableString.Invariant($" {share * 100:F0}%") : "")}" +
                (run.Elsewhere ? " (another process)" : ""));
            table.AddRow(
                new Text(row.Title), new Text($"{row.Done}/{row.Of}{(row.Failed > 0 ? $", {row.Failed} failed" : "")}"),
                new Text(row.Mean is { } mean ? DisplayFormat.Percent(mean) : ""), new Text(string.Join(", ", running)));
        }
        return new Rows([table, .. failures.Select(failure => new Text(failure)), new Text($"{view.Count} runs done{view.TimeLeft}. Ctrl-C stops; the same command goes on.")]);
    }
}
