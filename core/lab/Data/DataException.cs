namespace SeRes2Net.Lab.Data;

/// <summary>
/// Data that is missing, damaged, or does not fit the spec. The message says which file, what was expected, what was found and what
/// to do.
/// </summary>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
