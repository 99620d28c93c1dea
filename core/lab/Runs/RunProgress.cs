using System.Text.Json;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Runs;

/// <summary>
/// <c>progress.json</c>: the sign of life of a run in progress. Others show it, and a process on another machine sees that the folder is
/// in use where a file system does not share locks.
/// </summary>
/// <param name="Host">The machine.</param>
/// <param name="Process">Number of the process there.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Epoch">The epoch in progress, from 1.</param>
/// <param name="ImagesPerSecond">Training images per second; null until known.</param>
/// <param name="RemainingSeconds">Expected time to the end of the run; null until known.</param>
public sealed record RunProgress(
    string Host, int Process, DateTimeOffset At, int Step, int Steps, int Epoch, double? ImagesPerSecond, double? RemainingSeconds)
{
    /// <summary>The file's name.</summary>
    public const string Name = "progress.json";

    /// <summary>A run that has given no sign for so long is taken for dead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Share of the steps that are done.</summary>
    public double Share => Steps == 0 ? 0 : (double)Step / Steps;

    /// <summary>Whether the sign is recent; a clock may be wrong in either direction.</summary>
    public bool IsAlive(DateTimeOffset now) => (now - At).Duration() < Patience;

    /// <summary>The sign of life in a run directory; null if there is none.</summary>
    public static RunProgress? Read(string folder)
    {
        try
        {
            return JsonText.Read<RunProgress>(WholeFile.ReadText(Path.Combine(folder, Name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it. A disk that is full or slow is no reason to stop a run: then there is no sign.</summary>
    internal void Write(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            // Not flushed to the disk: after a crash it would be out of date anyway.
            File.WriteAllText(path + ".new", JsonText.Write(this));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Removes it: the run has ended.</summary>
    internal static void Remove(string folder)
    {
        try
        {
            File.Delete(Path.Combine(folder, Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
