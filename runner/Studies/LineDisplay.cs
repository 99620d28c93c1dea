using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Studies;

/// <summary>Without a terminal: a line for every run that ends, and if nothing ends, a line a minute.</summary>
internal sealed class LineDisplay(LoadedStudy study, TextWriter output, TimeProvider clock) : IStudyDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<PlannedRun, StudyRun> known = [];
    private long written = clock.GetTimestamp();

    /// <inheritdoc/>
    public void Show(IReadOnlyList<PlannedRun> active, IReadOnlyList<PlannedRun> elsewhere)
    {
        if (clock.GetElapsedTime(written) < Pause)
            return;
        var view = StudyView.Of(study, known, active, elsewhere);
        var running = from row in view.Rows
                      from run in row.Running
                      select $"{row.Title} seed {run.Seed}{(run.Share is { } share ? FormattableString.Invariant($" {share * 100:F0}%") : "")}";
        Write($"  {view.Count} done; training: {string.Join(", ", running)}{view.TimeLeft}");
    }

    /// <inheritdoc/>
    public void Ended(PlannedRun run, StudyRun state, string? failure)
    {
        var view = StudyView.Of(study, known, [], []);
        var result = failure ?? (state.Accuracy is { } accuracy ? DisplayFormat.Percent(accuracy) : state.Problem);
        Write($"[{view.Count}] {study.Title(run)}, seed {run.Seed}: {result}{view.TimeLeft}");
    }

    private void Write(string line)
    {
        written = clock.GetTimestamp();
        output.WriteLine(line);
    }
}
