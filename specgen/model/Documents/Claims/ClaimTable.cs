namespace SeRes2Net.Compiler.Documents.Claims;

/// <summary>A table of a report, or a passage of its text.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Place">Page, table or section; empty if it is not known.</param>
/// <param name="Protocol">Name of the protocol behind its figures; null if it is not known.</param>
/// <param name="Rows">Its rows; at least one.</param>
public sealed record ClaimTable(string Name, string Place, string? Protocol, IReadOnlyList<ClaimRow> Rows);
