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
    /// <summary>Some runs of a study are missing or have failed.</summary>
    public const int Incomplete = 5;
    /// <summary>Another process trains in the run directory.</summary>
    public const int Busy = 6;
    /// <summary>A published figure contradicts another, and the user asked to fail on that.</summary>
    public const int Contradicted = 7;
    /// <summary>The runner itself failed: an error worth reporting.</summary>
    public const int Internal = 70;
    /// <summary>The output stream cannot be written to: for instance a redirection to a full disk.</summary>
    public const int NoOutput = 74;
    /// <summary>Stopped by SIGTERM or SIGUSR2, as schedulers do before they take a machine away: saved, and worth resuming.</summary>
    public const int Preempted = 75;
    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
