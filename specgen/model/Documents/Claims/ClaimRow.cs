namespace SeRes2Net.Compiler.Documents.Claims;

/// <summary>A row of a report's table: a network, or a comparison of two, with its figures.</summary>
public sealed record ClaimRow
{
    /// <summary>Its name as printed; no two rows of a file share one.</summary>
    public required string Name { get; init; }
    /// <summary>The architecture file, as it is written: relative to the claims' file; null if none is known.</summary>
    public string? Spec { get; init; }
    /// <summary>State-dict path of the part of <see cref="Spec"/> that is counted, such as <c>stage1.block2</c>; null: all of it.</summary>
    public string? Part { get; init; }
    /// <summary>Name of the row that a comparison is about; null: this one.</summary>
    public string? Of { get; init; }
    /// <summary>Name of the row that it is compared with; null if there is none, or it is not known.</summary>
    public string? Baseline { get; init; }
    /// <summary>Name of a row whose figures this one states again; null if there is none.</summary>
    public string? Repeats { get; init; }
    /// <summary>Whether t, p and d are of Welch's test; otherwise of a paired one.</summary>
    public bool IsWelch { get; init; }
    /// <summary>What else is to be said of it; may be empty.</summary>
    public string Note { get; init; } = "";
    /// <summary>Its figures; at least one, none twice.</summary>
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>What it says of a quantity; null if it says nothing.</summary>
    public Published? this[Quantity quantity] => Claims.FirstOrDefault(claim => claim.Quantity == quantity)?.Published;
}

/// <summary>One published figure.</summary>
/// <param name="Quantity">What it measures.</param>
/// <param name="Published">The figure.</param>
public sealed record Claim(Quantity Quantity, Published Published);
