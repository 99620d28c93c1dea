namespace SeRes2Net.Lab.Data;

/// <summary>How far a download is.</summary>
/// <param name="Title">What is downloaded, for people.</param>
/// <param name="Bytes">Bytes received.</param>
/// <param name="Total">Bytes of the whole file; null if the server does not say.</param>
public readonly record struct DownloadProgress(string Title, long Bytes, long? Total);
