namespace SeRes2Net.Lab.Reports;

/// <summary>What a page needs that is served while runs go on.</summary>
/// <param name="Script">Address of the script that keeps it up to date.</param>
/// <param name="Links">Other pages.</param>
public sealed record LiveView(string Script, IReadOnlyList<PageLink> Links)
{
    /// <summary>Run directories that cannot be read, a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>A link.</summary>
/// <param name="Name">What it says.</param>
/// <param name="Address">Where it leads.</param>
public sealed record PageLink(string Name, string Address);
