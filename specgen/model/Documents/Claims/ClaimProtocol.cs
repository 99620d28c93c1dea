namespace SeRes2Net.Compiler.Documents.Claims;

/// <summary>How a report trained and tested.</summary>
public sealed record ClaimProtocol
{
    /// <summary>Name that tables call it by.</summary>
    public required string Name { get; init; }
    /// <summary>One sentence; may be empty.</summary>
    public string Summary { get; init; } = "";
    /// <summary>Name of the recipe that follows it; null if there is none.</summary>
    public string? Recipe { get; init; }
    /// <summary>Name of the data set; null if it is not known.</summary>
    public string? Data { get; init; }
    /// <summary>Seeds of the runs behind each figure; empty if they are not known.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [];
}
