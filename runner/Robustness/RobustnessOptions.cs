namespace SeRes2Net.Runner.Robustness;

/// <summary>What the user asked for.</summary>
internal sealed record RobustnessOptions
{
    /// <summary>Stands for every corruption, the extra ones too.</summary>
    public const string All = "all";
    /// <summary>Stands for no cache.</summary>
    public const string Off = "off";

    public required IReadOnlyList<string> Runs { get; init; }
    /// <summary>A name or a folder; null for each run's own.</summary>
    public string? Data { get; init; }
    /// <summary>Names with commas between them, <see cref="All"/>, or null for the usual ones.</summary>
    public string? Corruptions { get; init; }
    /// <summary>A folder with CIFAR-10-C; null to compute corruptions.</summary>
    public string? Stored { get; init; }
    public IReadOnlyList<string> Shifted { get; init; } = [];
    /// <summary>A folder with photographs of frost.</summary>
    public string? Frost { get; init; }
    /// <summary>How many test images; null for all.</summary>
    public int? Images { get; init; }
    public long Seed { get; init; }
    /// <summary>A folder, or <see cref="Off"/>.</summary>
    public required string Cache { get; init; }
    /// <summary>One of <see cref="Lab.Runs.RunFolder.WeightNames"/>.</summary>
    public required string Weights { get; init; }
    public required string Device { get; init; }
    public int Batch { get; init; }
    public int? Threads { get; init; }
    public bool Json { get; init; }
}
