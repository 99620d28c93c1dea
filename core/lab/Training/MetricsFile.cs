using System.Text.Json;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Lab.Training;

/// <summary><c>metrics.jsonl</c>: one JSON object per epoch, the truth from which tables and curves are derived.</summary>
public static class MetricsFile
{
    /// <summary>Adds an epoch and flushes it to the disk.</summary>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    public static void Append(string path, EpochMetrics epoch) => WholeFile.AppendLine(path, JsonSerializer.Serialize(epoch));

    /// <summary>Reads all complete lines; skips a last line that a power cut left incomplete.</summary>
    /// <exception cref="CheckpointException">The file cannot be read, or a line before the last is not a record.</exception>
    public static IReadOnlyList<EpochMetrics> Read(string path)
    {
        try
        {
            string text = File.ReadAllText(path);
            string[] lines = text.Split('\n');
            // Anything after the last line feed was never finished.
            return [.. lines[..^1].Select(line => JsonSerializer.Deserialize<EpochMetrics>(line) ?? throw new JsonException("an empty line"))];
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
}
