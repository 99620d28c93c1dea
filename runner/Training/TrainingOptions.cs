namespace SeRes2Net.Runner.Training;

/// <summary>What the user asked for; null if not given.</summary>
internal sealed record TrainingOptions
{
    public required string Spec { get; init; }
    public string? Recipe { get; init; }
    public string? Data { get; init; }
    /// <summary>Changes of the recipe, KEY=VALUE, in the order in which they are made.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
    public long Seed { get; init; }
    public required string Device { get; init; }
    public int? Threads { get; init; }
    public string? Output { get; init; }
    /// <summary>Only say what the run would do and cost.</summary>
    public bool DryRun { get; init; }
    public bool Json { get; init; }
    public required string CommandLine { get; init; }
}
