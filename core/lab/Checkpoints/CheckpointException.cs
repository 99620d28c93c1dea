namespace SeRes2Net.Lab.Checkpoints;

/// <summary>
/// A file of a run that cannot be written, or does not hold what it should. The message names the file and what is
/// wrong.
/// </summary>
public sealed class CheckpointException(string message, Exception? inner = null) : IOException(message, inner);
