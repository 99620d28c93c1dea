using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Runner.Commands;

/// <summary>Turns errors about files into messages for the user.</summary>
internal static class FileErrors
{
    /// <summary>Refuses a folder that cannot be read. What lies below may be passed over; what the user named may not.</summary>
    /// <exception cref="CommandFailure">It cannot be read (missing).</exception>
    public static void MustBeReadable(string folder)
    {
        if (!CanBeRead(folder))
            throw new CommandFailure(ExitCode.Missing, $"{folder} cannot be read: permission denied.");
    }

    /// <summary>Whether the entries of a folder can be listed.</summary>
    public static bool CanBeRead(string folder)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(folder).Any();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Runs something that reads or writes checkpoints and other whole files.</summary>
    /// <exception cref="CommandFailure">A file cannot be read or written, or does not fit.</exception>
    public static T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (CheckpointException error)
        {
            throw new CommandFailure(ExitCode.Missing, error.Message);
        }
    }
}
