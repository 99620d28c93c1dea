using System.Text.Json;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Lab.Training;

/// <summary><c>metrics.jsonl</c> and <c>timings.jsonl</c>: one JSON object per evaluated epoch, from which tables and curves are derived.</summary>
public static class MetricsFile
{
    /// <summary>Adds a line and flushes it to the disk.</summary>
    /// <exception cref="CheckpointException">The file cannot be written; it has the lines it had.</exception>
    public static void Append<T>(string path, T line) => WholeFile.AppendLine(path, JsonSerializer.Serialize(line));

    /// <summary>Reads the metrics.</summary>
    /// <exception cref="CheckpointException">The file cannot be read, or a line before the last is not a record.</exception>
    public static IReadOnlyList<EpochMetrics> Read(string path) => Read<EpochMetrics>(path);

    /// <summary>Reads all complete lines; skips a last line that a power cut left incomplete.</summary>
    /// <exception cref="CheckpointException">The file cannot be read, or a line before the last is not a record.</exception>
    public static IReadOnlyList<T> Read<T>(string path)
    {
        try
        {
            string[] lines = WholeFile.ReadText(path).Split('\n');
            // Anything after the last line feed was never finished.
            return [.. lines[..^1].Select(line => JsonSerializer.Deserialize<T>(line) ?? throw new JsonException("an empty line"))];
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{path}: not a metrics file: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Drops what a killed run wrote after the checkpoint that it is resumed from.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="isKept">Whether a line belongs to the run up to that checkpoint.</param>
    /// <exception cref="CheckpointException">The file cannot be read or written.</exception>
    public static void Truncate<T>(string path, Func<T, bool> isKept)
    {
        if (!File.Exists(path))
            return;
        WholeFile.WriteText(path, string.Concat(Read<T>(path).Where(isKept).Select(line => JsonSerializer.Serialize(line) + "\n")));
    }
}
