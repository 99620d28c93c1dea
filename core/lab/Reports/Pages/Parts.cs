using SeRes2Net.Lab.Reports.Tables;

namespace SeRes2Net.Lab.Reports.Pages;

/// <summary>What sections of a page are made of.</summary>
internal static class Parts
{
    private static readonly Html Nothing = new("");

    // Longer texts break into lines.
    private const int LongestLine = 40;

    /// <summary>A section with its heading; nothing if it has no content.</summary>
    public static Html Section(string id, string title, params IEnumerable<Html> content)
    {
        var all = Html.Join(content);
        return all.Text.Length == 0 ? Nothing : Html.Of($"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n{all}</section>\n");
    }

    /// <summary>A table that scrolls on a narrow screen; nothing without rows.</summary>
    public static Html Table(ReportTable table, bool hasCaption = true)
    {
        if (table.Rows.Count == 0)
            return Nothing;
        var header = table.Columns.Select(column => Html.Of($"<th scope=\"col\"{Class(column, "")}>{column.Name}</th>"));
        var rows = table.Rows.Select(row => Html.Of($"<tr>{row.Select((cell, i) => Cell(table.Columns[i], i, cell))}</tr>\n"));
        var caption = hasCaption ? Html.Of($"<caption>{table.Title}</caption>\n") : Nothing;
        return Html.Of($"""
            <div class="scroll" role="group" tabindex="0" aria-label="{table.Title}"><table>
            {caption}<thead><tr>{header}</tr></thead>
            <tbody>
            {rows}</tbody></table></div>
            {Paragraph(table.Note)}
            """);
    }

    /// <summary>A picture with what it shows, and its data folded away beside it.</summary>
    public static Html Figure(string picture, string caption, ReportTable data, string folded = "The figure as a table") => Html.Of($"""
        <figure><div class="scroll" role="group" tabindex="0" aria-label="Figure: {data.Title}">
        {new Html(picture)}</div>
        <figcaption>{caption}</figcaption>
        {Folded(folded, Table(data, hasCaption: false))}</figure>

        """);

    /// <summary>Content that is shown on demand; nothing if there is none.</summary>
    public static Html Folded(string summary, Html content, bool isOpen = false) =>
        content.Text.Length == 0 ? Nothing : Html.Of($"<details{new Html(isOpen ? " open" : "")}><summary>{summary}</summary>\n{content}</details>\n");

    /// <summary>A paragraph; nothing without text.</summary>
    public static Html Paragraph(string text) => text.Length == 0 ? Nothing : Html.Of($"<p class=\"note\">{text}</p>\n");

    private static Html Cell(ReportColumn column, int index, string text) => index == 0
        ? Html.Of($"<th scope=\"row\"{Class(column, text)}>{text}</th>")
        : Html.Of($"<td{Class(column, text)}>{text}</td>");

    private static Html Class(ReportColumn column, string text) => new(column.IsNumber ? " class=\"n\"" : text.Length > LongestLine ? " class=\"w\"" : "");
}
