namespace SeRes2Net.Runner.Training;

/// <summary>What the user asked for; null if not given.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Go on with the run if the folder holds one, otherwise begin.</summary>
    public const string Auto = "auto";

    /// <summary>Null: the resumed run's own.</summary>
    public string? Spec { get; init; }
    public string? Recipe { get; init; }
    public string? Data { get; init; }
    /// <summary>Changes of the recipe, KEY=VALUE, in the order in which they are made.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
    public long? Seed { get; init; }
    /// <summary>The run to go on with, or <see cref="Auto"/>.</summary>
    public string? Resume { get; init; }
    public bool AcceptChanges { get; init; }
    public TimeSpan? SaveEvery { get; init; }
    /// <summary>Null: the resumed run's own, or the CPU.</summary>
    public string? Device { get; init; }
    public int? Threads { get; init; }
    public string? Output { get; init; }
    /// <summary>Only say what the run would do and cost.</summary>
    public bool DryRun { get; init; }
    public bool Json { get; init; }
    public required string CommandLine { get; init; }
}
