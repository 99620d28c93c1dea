namespace SeRes2Net.Lab.Reports.Tables;

/// <summary>A table before it is Markdown, LaTeX or HTML.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">A cell for each column.</param>
public sealed record ReportTable(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>What a reader has to know beside it; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The same without columns in which every cell is empty.</summary>
    internal ReportTable WithoutEmptyColumns()
    {
        var kept = Enumerable.Range(0, Columns.Count).Where(column => Rows.Any(row => row[column].Length > 0)).ToList();
        return this with
        {
            Columns = [.. kept.Select(column => Columns[column])],
            Rows = [.. Rows.Select(row => (IReadOnlyList<string>)[.. kept.Select(column => row[column])])],
        };
    }
}

/// <summary>A column.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">Whether it is aligned to the right.</param>
public sealed record ReportColumn(string Name, bool IsNumber)
{
    /// <summary>Columns by their headings; one that begins with <c>&gt;</c> holds numbers.</summary>
    internal static IReadOnlyList<ReportColumn> Of(params IEnumerable<string> headings) =>
        [.. headings.Select(heading => new ReportColumn(heading.TrimStart('>'), heading.StartsWith('>')))];
}
