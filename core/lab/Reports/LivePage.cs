namespace SeRes2Net.Lab.Reports;

/// <summary>What a page needs that is served while runs go on.</summary>
/// <param name="Script">Address of the script that keeps it up to date.</param>
/// <param name="Links">Other pages.</param>
public sealed record LivePage(string Script, IReadOnlyList<PageLink> Links);

/// <summary>A link.</summary>
/// <param name="Name">What it says.</param>
/// <param name="Address">Where it leads.</param>
public sealed record PageLink(string Name, string Address);
