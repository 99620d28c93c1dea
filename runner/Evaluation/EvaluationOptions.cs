using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>What the user asked for.</summary>
internal sealed record EvaluationOptions
{
    public required string Run { get; init; }
    /// <summary>A name or a folder; null for the run's own.</summary>
    public string? Data { get; init; }
    /// <summary>One of <see cref="Lab.Runs.RunFolder.WeightNames"/>.</summary>
    public required string Weights { get; init; }
    public TestViews Views { get; init; }
    public required string Device { get; init; }
    public int Batch { get; init; }
    public bool WritesAnswers { get; init; }
    /// <summary>Where the answers go; null for beside the run.</summary>
    public string? Output { get; init; }
    public bool Json { get; init; }
}
