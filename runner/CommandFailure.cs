namespace SeRes2Net.Runner;

/// <summary>Ends a command with a message for the user and an exit code; never a stack trace.</summary>
public sealed class CommandFailure(int exitCode, string message) : Exception(message)
{
    /// <summary>One of <see cref="Runner.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
