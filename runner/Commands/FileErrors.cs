using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Runner.Commands;

/// <summary>Turns errors about files into messages for the user.</summary>
internal static class FileErrors
{
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
