using SeRes2Net.Lab.Saliency;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>What the user asked for.</summary>
internal sealed record SaliencyOptions
{
    /// <summary>The value of <see cref="Masks"/> for figures that need no masks.</summary>
    public const string NoMasks = "none";

    /// <summary>Run directories, or folders with some below.</summary>
    public required IReadOnlyList<string> Runs { get; init; }
    /// <summary>Methods, layer, images.</summary>
    public required SaliencyRequest Request { get; init; }
    /// <summary>A folder, or <see cref="NoMasks"/>; null for the data's own.</summary>
    public string? Masks { get; init; }
    /// <summary>A name or a folder; null for the run's own.</summary>
    public string? Data { get; init; }
    /// <summary>One of <see cref="Lab.Runs.RunFolder.WeightNames"/>.</summary>
    public required string Weights { get; init; }
    public required string Device { get; init; }
    /// <summary>Where a sheet of all networks goes; null for none.</summary>
    public string? Sheet { get; init; }
    public bool Json { get; init; }
}
