using System.Diagnostics;

namespace SeRes2Net.Runner.Studies;

/// <summary>The folder of a study's own files, which several processes may write.</summary>
internal static class StudyFolder
{
    private const string LockName = "write.lock";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Writes into the folder, which is made if need be, while no other process does.</summary>
    /// <exception cref="CommandFailure">The folder cannot be written (missing).</exception>
    public static T Write<T>(string folder, Func<T> write) => Guard(folder, () =>
    {
        var waiting = Stopwatch.StartNew();
        while (waiting.Elapsed < Patience)
        {
            using var held = Take(Path.Combine(folder, LockName));
            if (held is not null)
                return write();
            Thread.Sleep(50);
        }
        throw new IOException("another process is writing into it.");
    });

    /// <summary>Waits until no other process has taken this turn in the folder, which is made if need be; null if that was stopped.</summary>
    /// <param name="folder">The study's folder.</param>
    /// <param name="name">A file for the turn.</param>
    /// <param name="wait">Told once if another process has it.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="CommandFailure">The folder cannot be written (missing).</exception>
    public static FileStream? Turn(string folder, string name, Action wait, CancellationToken stop) => Guard(folder, () =>
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (Take(Path.Combine(folder, name)) is { } turn)
                return turn;
            if (isFirst)
                wait();
            if (stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(500)))
                return null;
        }
    });

    // Null if another process has it.
    private static FileStream? Take(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static T Guard<T>(string folder, Func<T> work)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return work();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Missing, $"{folder}: cannot be written: {problem.Message}");
        }
    }
}
