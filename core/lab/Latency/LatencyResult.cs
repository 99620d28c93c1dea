using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Latency;

/// <summary>How long a pass takes.</summary>
public sealed record LatencyResult
{
    /// <summary>The network's name.</summary>
    public required string Name { get; init; }
    /// <summary>The engine and its version.</summary>
    public required string Engine { get; init; }
    /// <summary>The conditions.</summary>
    public required LatencySetting Setting { get; init; }
    /// <summary>Timed passes.</summary>
    public required int Rounds { get; init; }
    /// <summary>Median, in milliseconds.</summary>
    public required double Median { get; init; }
    /// <summary>95% interval of the median, in milliseconds; null for fewer than six rounds.</summary>
    public required Interval? MedianInterval { get; init; }
    /// <summary>5th percentile, in milliseconds.</summary>
    public required double Percentile5 { get; init; }
    /// <summary>95th percentile, in milliseconds.</summary>
    public required double Percentile95 { get; init; }
    /// <summary>Largest resident memory of the whole process during this network's warm-up, in bytes; null if the system does not say.</summary>
    public required long? PeakMemory { get; init; }
    /// <summary>Median over the rounds of this network's time over the first one's in the same round.</summary>
    public required Effect RatioToFirst { get; init; }

    /// <summary>Images per second at the median.</summary>
    public double ImagesPerSecond => 1000 * Setting.Batch / Median;
}
