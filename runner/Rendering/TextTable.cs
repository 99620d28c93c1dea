using System.Text;

namespace SeRes2Net.Runner.Rendering;

/// <summary>Columns of plain text, the same on a terminal and in a file. Columns of numbers are right-aligned.</summary>
public static class TextTable
{
    /// <summary>Renders rows under a header, with a final line feed.</summary>
    /// <param name="header">Column titles; a title that starts with <c>&gt;</c> right-aligns its column.</param>
    /// <param name="rows">Rows with as many cells as there are columns.</param>
    public static string Render(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var right = header.Select(title => title.StartsWith('>')).ToArray();
        var lines = rows.Select(row => (IReadOnlyList<string>)row.Select(DisplayFormat.OneLine).ToArray())
            .Prepend(header.Select(title => title.TrimStart('>')).ToArray()).ToList();
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var cells = line.Select((cell, column) => right[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
        return text.ToString();
    }
}
