using System.Globalization;

namespace SeRes2Net.Lab.Runs.Charts;

/// <summary>A row of a heat map.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Group">Rows of one group stand together under its name.</param>
/// <param name="Shares">A value from 0 to 1 for each column.</param>
internal sealed record HeatRow(string Label, string Group, IReadOnlyList<double> Shares);

/// <summary>A table of percentages. The darker a cell, the smaller its value; the last column summarises the others.</summary>
internal static class HeatMap
{
    private const double Left = 150, Top = 92, CellWidth = 58, CellHeight = 22, Gap = 10, GroupHeight = 18, Margin = 16;

    /// <summary>The picture as SVG.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="subtitle">On what.</param>
    /// <param name="description">For a screen reader: what it shows, and the most important figures.</param>
    /// <param name="columns">Titles of the columns.</param>
    /// <param name="axis">What all columns but the last are.</param>
    /// <param name="rows">The rows, those of a group together.</param>
    /// <param name="id">Its name in a page, whose style it then has; null for a file of its own.</param>
    public static string Draw(
        string title, string subtitle, string description, IReadOnlyList<string> columns, string axis, IReadOnlyList<HeatRow> rows,
        string? id = null)
    {
        int groups = rows.Select(row => row.Group).Distinct().Count();
        double width = Math.Max(Left + columns.Count * CellWidth + Gap + Margin, Margin * 2 + 7.5 * Math.Max(title.Length, subtitle.Length));
        var svg = new SvgWriter(width, Top + rows.Count * CellHeight + groups * GroupHeight + Margin, title, description, id);
        svg.Text("title", Margin, 24, title);
        svg.Text("faint", Margin, 44, subtitle);
        svg.Text("faint", Left + (columns.Count - 1) * CellWidth / 2, Top - 24, axis, "middle");
        for (int column = 0; column < columns.Count; column++)
            svg.Text("faint", X(column) + CellWidth / 2, Top - 6, columns[column], "middle");
        double y = Top;
        string? group = null;
        foreach (var row in rows)
        {
            if (row.Group != group)
            {
                group = row.Group;
                svg.Text("faint small", Margin, y + GroupHeight - 5, group);
                y += GroupHeight;
            }
            svg.Text("", Left - 8, y + CellHeight - 7, row.Label, "end");
            for (int column = 0; column < columns.Count; column++)
            {
                double shade = 1 - row.Shares[column];
                svg.Rectangle("cell", X(column), y, CellWidth - 2, CellHeight - 2, shade);
                svg.Text(shade > 0.55 ? "on" : "", X(column) + CellWidth / 2 - 1, y + CellHeight - 7,
                    (100 * row.Shares[column]).ToString("F1", CultureInfo.InvariantCulture), "middle");
            }
            y += CellHeight;
        }
        return svg.ToString();

        double X(int column) => Left + column * CellWidth + (column == columns.Count - 1 ? Gap : 0);
    }
}
