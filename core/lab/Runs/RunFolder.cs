using System.Text.Json;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Runs;

/// <summary>A run directory as it was read: what the run was, how far it got, and which weights there are.</summary>
/// <param name="Path">Full path of the folder.</param>
/// <param name="Record">What <c>run.json</c> says.</param>
/// <param name="Metrics">The evaluated epochs, in order; empty if none was finished.</param>
/// <param name="Weights">Which of <see cref="WeightNames"/> there are, in that order.</param>
public sealed record RunFolder(string Path, RunRecord Record, IReadOnlyList<EpochMetrics> Metrics, IReadOnlyList<string> Weights)
{
    /// <summary>The weights that a run may keep: the names of <see cref="RunDirectory.WeightFiles"/> without the ending.</summary>
    public static IReadOnlyList<string> WeightNames { get; } = [.. RunDirectory.WeightFiles.Select(file => System.IO.Path.GetFileNameWithoutExtension(file))];

    /// <summary>The spec of the run; its definitions and its recipe are in folders beside it.</summary>
    public string SpecPath => At(RunDirectory.SpecName);

    /// <summary>The recipe of the run, with the changes that were made for it.</summary>
    public string RecipePath => System.IO.Path.Combine(Path, "recipes", $"{Record.Recipe}.yaml");

    /// <summary>The file of some of the run's weights.</summary>
    public string WeightsPath(string name) => At($"{name}.safetensors");

    /// <summary>Whether a folder looks like a run directory, without reading it.</summary>
    public static bool Is(string path) => File.Exists(System.IO.Path.Combine(path, RunDirectory.RecordName));

    /// <summary>Reads a run directory.</summary>
    /// <exception cref="CheckpointException">The folder is not a run directory, was written by a newer version, or is damaged; the message
    /// says which, and names the file.</exception>
    public static RunFolder Read(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(full))
            throw new CheckpointException($"{path}: no such folder.");
        if (!Is(full))
            throw new CheckpointException($"{path} is not a run directory: it has no {RunDirectory.RecordName}.");
        var record = ReadRecord(System.IO.Path.Combine(full, RunDirectory.RecordName));
        return new RunFolder(full, record, ReadMetrics(full),
            [.. WeightNames.Where(name => File.Exists(System.IO.Path.Combine(full, $"{name}.safetensors")))]);
    }

    private static IReadOnlyList<EpochMetrics> ReadMetrics(string folder)
    {
        var timings = Lines<EpochTiming>(RunDirectory.TimingsName).ToLookup(line => line.Epoch);
        return [.. Lines<EpochMetrics>(RunDirectory.MetricsName).Select(line => line with { Timing = timings[line.Epoch].FirstOrDefault() })];

        IReadOnlyList<T> Lines<T>(string name)
        {
            string file = System.IO.Path.Combine(folder, name);
            return File.Exists(file) ? MetricsFile.Read<T>(file) : [];
        }
    }

    /// <summary>Reads a run's record.</summary>
    /// <exception cref="CheckpointException">There is none, it was written by a newer version, or it is damaged.</exception>
    internal static RunRecord ReadRecord(string file)
    {
        try
        {
            string text = WholeFile.ReadText(file);
            // A newer version may have changed anything but this number.
            using (var json = JsonDocument.Parse(text))
            {
                if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("format", out var format)
                    && format.TryGetInt32(out int number) && number > RunRecord.CurrentFormat)
                {
                    throw new CheckpointException($"{file} was written by a newer version of this program (format {number}; " +
                        $"this one reads up to {RunRecord.CurrentFormat}).");
                }
            }
            return RunRecord.FromJson(text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{file} is damaged: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException and not CheckpointException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{file}: cannot be read: {e.Message}", e);
        }
    }

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
