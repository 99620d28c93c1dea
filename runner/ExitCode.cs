namespace SeRes2Net.Runner;

/// <summary>What the runner's exit codes mean.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;
    /// <summary>A wrong option, or a file that does not exist.</summary>
    public const int Usage = 1;
    /// <summary>A spec, a recipe or a study has errors.</summary>
    public const int BadSpec = 2;
    /// <summary>Data, a device, libtorch or a place to write is missing.</summary>
    public const int Missing = 3;
    /// <summary>The loss is no longer finite.</summary>
    public const int Diverged = 4;
    /// <summary>The runner itself failed: an error worth reporting.</summary>
    public const int Internal = 70;
    /// <summary>The output stream cannot be written to: for instance a redirection to a full disk.</summary>
    public const int NoOutput = 74;
    /// <summary>Stopped by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;
}
