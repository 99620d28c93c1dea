namespace SeRes2Net.Lab.Data;

/// <summary>The data set that was opened, and why.</summary>
/// <param name="Data">The data.</param>
/// <param name="Fallback">
/// True when nothing was named, CIFAR-10 is neither on disk nor downloadable, and the built-in data set stands in.
/// </param>
/// <param name="Note">One sentence for the user: what is used and where it came from or why.</param>
public sealed record DataChoice(DataSet Data, bool Fallback, string Note);
