using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Runs;

/// <summary>A run directory that was found.</summary>
/// <param name="Path">The folder, as it was reached from where the search began.</param>
/// <param name="Run">What it holds; null if it cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null if it can.</param>
public sealed record FoundRun(string Path, RunFolder? Run, string? Problem);

/// <summary>Finds run directories.</summary>
public static class RunSearch
{
    private static readonly string[] Marks = [RunDirectory.RecordName, RunDirectory.MetricsName, RunDirectory.StateName];

    // Links may form a loop.
    private static readonly EnumerationOptions Below = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>A folder that is a run directory, or else all run directories below it, damaged ones included, ordered by path.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be read. One below it is passed over.</exception>
    public static IEnumerable<FoundRun> In(string folder)
    {
        _ = Directory.EnumerateFileSystemEntries(folder).Any();
        return Under(folder);
    }

    private static IEnumerable<FoundRun> Under(string folder)
    {
        if (Array.Exists(Marks, name => File.Exists(Path.Combine(folder, name))))
            return [Read(folder)];
        return Directory.EnumerateDirectories(folder, "*", Below).Order(StringComparer.Ordinal).SelectMany(Under);
    }

    private static FoundRun Read(string folder)
    {
        try
        {
            return new FoundRun(folder, RunFolder.Read(folder), null);
        }
        catch (CheckpointException e)
        {
            return new FoundRun(folder, null, e.Message);
        }
    }
}
