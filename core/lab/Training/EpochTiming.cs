using System.Text.Json.Serialization;

namespace SeRes2Net.Lab.Training;

/// <summary>
/// One line of <c>timings.jsonl</c>: what an epoch cost. It differs from run to run, and so stands apart from the metrics, which do not.
/// </summary>
public sealed record EpochTiming
{
    /// <summary>1-based epoch.</summary>
    [JsonPropertyName("epoch")] public required int Epoch { get; init; }
    /// <summary>Seconds of training since the last evaluation.</summary>
    [JsonPropertyName("seconds")] public required double Seconds { get; init; }
    /// <summary>Seconds of the evaluation.</summary>
    [JsonPropertyName("test_seconds")] public required double TestSeconds { get; init; }
    /// <summary>Training images per second, without evaluation.</summary>
    [JsonPropertyName("images_per_s")] public required double ImagesPerSecond { get; init; }
    /// <summary>Tensors alive in the process after the epoch; flat over a run.</summary>
    [JsonPropertyName("live_tensors")] public required long LiveTensors { get; init; }
    /// <summary>Resident memory of the process after the epoch, in MiB.</summary>
    [JsonPropertyName("rss_mb")] public required double ResidentMegabytes { get; init; }
}
