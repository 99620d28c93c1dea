using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Runner.Training;

/// <summary>What the user asked for; null if not given.</summary>
internal sealed record TrainingOptions
{
    public required string Spec { get; init; }
    public string? Recipe { get; init; }
    public string? Data { get; init; }
    public int? Epochs { get; init; }
    public long Seed { get; init; }
    public required string Device { get; init; }
    public Precision? Precision { get; init; }
    public int? Batch { get; init; }
    public int? Threads { get; init; }
    public string? Output { get; init; }
    public bool? ChannelsLast { get; init; }
    public bool Json { get; init; }
    public required string CommandLine { get; init; }
}
