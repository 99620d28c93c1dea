using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Studies;

/// <summary>A run in progress.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Share">Share of its steps that are done; null before the first.</param>
/// <param name="Elsewhere">Whether another process trains it.</param>
internal sealed record RunningRun(long Seed, double? Share, bool Elsewhere);

/// <summary>One network of a study in progress.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Done">Completed runs.</param>
/// <param name="Failed">Failed runs.</param>
/// <param name="Of">All of them.</param>
/// <param name="Mean">Mean accuracy of the completed ones; null if there is none.</param>
/// <param name="Running">Its runs in progress.</param>
internal sealed record StudyRow(string Title, int Done, int Failed, int Of, double? Mean, IReadOnlyList<RunningRun> Running);

/// <summary>How far a study is.</summary>
/// <param name="Rows">One for each network.</param>
/// <param name="Remaining">Expected time to the end; null until known.</param>
internal sealed record StudyView(IReadOnlyList<StudyRow> Rows, TimeSpan? Remaining)
{
    /// <summary>Completed runs and all of them: 3/24.</summary>
    public string Count => $"{Rows.Sum(row => row.Done)}/{Rows.Sum(row => row.Of)}";

    /// <summary>The time left for the end of a line; nothing until it is known, and when nothing is left.</summary>
    public string TimeLeft => Remaining is { TotalSeconds: > 0 } time ? $"; about {DisplayFormat.Duration(time)} left" : "";

    /// <summary>Looks at every run directory that may have changed.</summary>
    /// <param name="study">The study.</param>
    /// <param name="known">Runs that are known to be final; those that have become final are added.</param>
    /// <param name="active">Runs that are trained here.</param>
    /// <param name="elsewhere">Runs that other processes train.</param>
    public static StudyView Of(
        LoadedStudy study, Dictionary<PlannedRun, StudyRun> known, IReadOnlyList<PlannedRun> active, IReadOnlyList<PlannedRun> elsewhere)
    {
        var plan = study.Plan;
        var states = plan.Runs.Select(run => known.TryGetValue(run, out var final) ? final : Read(known, run)).ToList();
        var signs = plan.Runs.Select(run => active.Contains(run) || elsewhere.Contains(run) ? RunProgress.Read(run.Folder) : null).ToList();
        var rows = plan.Groups.Select((_, group) =>
        {
            var own = Enumerable.Range(0, states.Count).Where(i => plan.Runs[i].Group == group).ToList();
            var accuracies = own.Select(i => states[i].Accuracy).OfType<double>().ToList();
            return new StudyRow(
                study.Title(group), accuracies.Count, own.Count(i => states[i].State == RunState.Failed), own.Count,
                accuracies.Count > 0 ? accuracies.Average() : null,
                [
                    .. from i in own
                       where active.Contains(plan.Runs[i]) || elsewhere.Contains(plan.Runs[i])
                       select new RunningRun(states[i].Seed, signs[i]?.Share, elsewhere.Contains(plan.Runs[i])),
                ]);
        });
        return new StudyView([.. rows], StudyPace.Remaining(plan, states, signs, study.Options.Jobs));
    }

    private static StudyRun Read(Dictionary<PlannedRun, StudyRun> known, PlannedRun run)
    {
        var state = RunStates.Read(run.Seed, run.Folder);
        if (RunStates.IsFinal(state))
            known[run] = state;
        return state;
    }
}
