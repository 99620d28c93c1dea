using SeRes2Net.Lab.Onnx.Quantisation;

namespace SeRes2Net.Runner.Onnx;

/// <summary>What the user asked for.</summary>
internal sealed record QuantisationOptions
{
    public required string Run { get; init; }
    /// <summary>A name or a folder; null for the run's own.</summary>
    public string? Data { get; init; }
    /// <summary>One of <see cref="Lab.Runs.RunFolder.WeightNames"/>.</summary>
    public required string Weights { get; init; }
    public CalibrationMethod Calibration { get; init; }
    public int Images { get; init; }
    public long Seed { get; init; }
    public required IReadOnlyList<QuantisedPart> Keep { get; init; }
    public int? Threads { get; init; }
    public bool Json { get; init; }
}
