namespace SeRes2Net.Lab.Checkpoints;

/// <summary>
/// A file of a run that cannot be written, or does not hold what it should. The message names the file and what is
/// wrong.
/// </summary>
public sealed class CheckpointException(string message, Exception? inner = null) : IOException(message, inner)
{
    private const int NoSpace = 28, Quota = 122, WindowsDiskFull = 112;

    /// <summary>Whether another process trains in the folder.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Whether the disk is full, or the user's share of it.</summary>
    public bool IsDiskFull => (InnerException?.HResult & 0xFFFF) is NoSpace or Quota or WindowsDiskFull;
}
