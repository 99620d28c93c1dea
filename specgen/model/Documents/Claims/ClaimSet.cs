namespace SeRes2Net.Compiler.Documents.Claims;

/// <summary>What a report publishes, from a file of <c>specs/claims/</c>: figures as they are printed, to be checked.</summary>
public sealed record ClaimSet
{
    /// <summary>Name, equal to the file's stem.</summary>
    public required string Name { get; init; }
    /// <summary>The report's title, or words by which it is known.</summary>
    public required string Report { get; init; }
    /// <summary>Where the report, or what is known of it, can be read; may be empty.</summary>
    public string Source { get; init; } = "";
    /// <summary>One sentence; may be empty.</summary>
    public string Summary { get; init; } = "";
    /// <summary>How the report trained, by name.</summary>
    public IReadOnlyList<ClaimProtocol> Protocols { get; init; } = [];
    /// <summary>The report's tables, and what its text says beside them; at least one.</summary>
    public required IReadOnlyList<ClaimTable> Tables { get; init; }

    /// <summary>All rows, in order.</summary>
    public IEnumerable<ClaimRow> Rows => Tables.SelectMany(table => table.Rows);

    /// <summary>The row of a name; null for null, or where there is none.</summary>
    public ClaimRow? Row(string? name) => name is null ? null : Rows.FirstOrDefault(row => row.Name == name);

    /// <summary>The protocol of a table; null if it is not known.</summary>
    public ClaimProtocol? ProtocolOf(ClaimTable table) => Protocols.FirstOrDefault(protocol => protocol.Name == table.Protocol);
}
