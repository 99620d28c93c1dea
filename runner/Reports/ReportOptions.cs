namespace SeRes2Net.Runner.Reports;

/// <summary>What the user asked for; null if not given.</summary>
internal sealed record ReportOptions
{
    /// <summary>A study's file, or run directories and folders of them.</summary>
    public required IReadOnlyList<string> Sources { get; init; }
    /// <summary>A run of the network that the others are compared with.</summary>
    public string? Baseline { get; init; }
    /// <summary>The folder of a study's run directories.</summary>
    public required string Runs { get; init; }
    /// <summary>The folder of the report.</summary>
    public string? Output { get; init; }
}
