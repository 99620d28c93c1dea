using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Runs;

namespace SeRes2Net.Lab.Studies;

/// <summary>Says how far a run of a study is, from its run directory.</summary>
public static class RunStates
{
    /// <summary>Reads a run directory that was named by <see cref="RunKey"/>; it need not exist.</summary>
    public static StudyRun Read(long seed, string path)
    {
        if (!RunFolder.Is(path))
            return new StudyRun(seed, RunState.Missing, null, "has not begun");
        try
        {
            var folder = RunFolder.Read(path);
            return RunKey.Fits(path, folder.Record)
                ? Of(seed, folder)
                : new StudyRun(seed, RunState.Failed, null, $"its spec, recipe or data was another when it was trained than {path} is named after");
        }
        catch (CheckpointException problem)
        {
            return new StudyRun(seed, RunState.Failed, null, problem.Message);
        }
    }

    /// <summary>The same for a run directory that was read.</summary>
    public static StudyRun Of(long seed, RunFolder folder) => folder.Record.Outcome switch
    {
        "completed" when folder.Metrics.Count > 0 => new(seed, RunState.Completed, folder, null),
        "completed" => new(seed, RunState.Failed, folder, $"its metrics are missing from {folder.Path}"),
        "diverged" => new(seed, RunState.Failed, folder, "diverged: its loss is not finite"),
        "failed" => new(seed, RunState.Failed, folder, "failed"),
        _ => new(seed, RunState.Unfinished, folder, Unfinished(folder)),
    };

    /// <summary>Whether a run that failed would fail again: a run is the same each time.</summary>
    public static bool IsFinal(StudyRun run) => run is { State: RunState.Completed } or { State: RunState.Failed, Folder.Record.Outcome: "diverged" };

    private static string Unfinished(RunFolder folder) =>
        folder.Metrics.Count == 0 ? "has not finished an epoch" : $"has finished {folder.Metrics[^1].Epoch} of {folder.Record.Epochs} epochs";
}
