using SeRes2Net.Lab.Runs;

namespace SeRes2Net.Lab.Studies;

/// <summary>How far a run of a study is.</summary>
public enum RunState
{
    /// <summary>It has trained to its end.</summary>
    Completed,
    /// <summary>It has not begun.</summary>
    Missing,
    /// <summary>It has begun, and can be resumed; it may be running.</summary>
    Unfinished,
    /// <summary>It diverged, failed, or its directory cannot be read.</summary>
    Failed,
}

/// <summary>One run of a study.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="State">How far it is.</param>
/// <param name="Folder">Its run directory; null if there is none that can be read.</param>
/// <param name="Problem">Why it is not completed, in words; null if it is.</param>
public sealed record StudyRun(long Seed, RunState State, RunFolder? Folder, string? Problem)
{
    /// <summary>Name of its run directory, which says the same on every machine; empty if there is none that can be read.</summary>
    public string FolderName => Folder is null ? "" : Path.GetFileName(Folder.Path);

    /// <summary>Test accuracy at the last epoch, as a fraction; null unless completed.</summary>
    public double? Accuracy => State == RunState.Completed ? Folder?.Metrics[^1].TestAccuracy : null;
}
