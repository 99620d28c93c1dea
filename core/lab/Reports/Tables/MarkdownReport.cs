using System.Text;
using SeRes2Net.Lab.Runs.Charts;

namespace SeRes2Net.Lab.Reports.Tables;

/// <summary><c>report.md</c>: the summary and all tables.</summary>
public static class MarkdownReport
{
    /// <summary>The whole file.</summary>
    public static string Write(ReportInput input)
    {
        var text = new StringBuilder($"# {Inline(input.Results.Name)}\n\n");
        foreach (string sentence in Summary.Sentences(input))
            text.Append(Inline(sentence)).Append("\n\n");
        if (!input.Results.IsComplete)
            text.Append("**").Append(Inline(Summary.Incomplete(input))).Append("**\n\n").Append(string.Concat(input.Results.Problems.Select(problem => $"- {Inline(problem)}\n"))).Append('\n');
        foreach (var comparison in input.Comparisons)
            text.Append("- ").Append(Inline(comparison.Sentence)).Append('\n');
        return text.Append('\n').AppendJoin('\n', StudyTables.All(input).Select(Table)).ToString().Replace("\n\n\n", "\n\n");
    }

    /// <summary>A table under its heading.</summary>
    internal static string Table(ReportTable table)
    {
        var text = new StringBuilder($"## {table.Title}\n\n");
        if (table.Note.Length > 0)
            text.Append(Inline(table.Note)).Append("\n\n");
        Row(table.Columns.Select(column => Inline(column.Name)));
        Row(table.Columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (var row in table.Rows)
            Row(row.Select(Inline));
        return text.ToString();

        void Row(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>Text whose characters all stand for themselves, on one line.</summary>
    internal static string Inline(string text) => string.Concat(Markup.Visible(text).Select(c => c switch
    {
        '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' or '$' or '!' => $"\\{c}",
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => char.IsControl(c) ? " " : c.ToString(),
    }));
}
