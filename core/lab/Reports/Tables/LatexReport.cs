using System.Text;
using SeRes2Net.Lab.Runs.Charts;

namespace SeRes2Net.Lab.Reports.Tables;

/// <summary><c>report.tex</c>: the tables that papers print, to be included into a document that uses the package booktabs.</summary>
public static class LatexReport
{
    /// <summary>The whole file.</summary>
    public static string Write(ReportInput input)
    {
        var text = new StringBuilder($"% {Comment(input.Results.Name)}. Needs \\usepackage{{booktabs}} and \\usepackage{{graphicx}}.\n");
        if (!input.Results.IsComplete)
            text.Append("% ").Append(Comment(Summary.Incomplete(input))).Append('\n');
        foreach (var table in StudyTables.Printed(input))
            text.Append('\n').Append(Table(table, input.Results.Name));
        return text.ToString();
    }

    private static string Table(ReportTable table, string study)
    {
        string label = string.Concat($"{study}-{table.Title}".ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var text = new StringBuilder();
        text.Append("\\begin{table}\n\\centering\n");
        text.Append("\\caption{").Append(Escaped($"{table.Title}. {table.Note}".TrimEnd())).Append("}\n\\label{tab:").Append(label).Append("}\n");
        // Wide tables are scaled down to the line.
        text.Append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n");
        text.Append("\\begin{tabular}{").Append(string.Concat(table.Columns.Select(column => column.IsNumber ? 'r' : 'l'))).Append("}\n\\toprule\n");
        Row(table.Columns.Select(column => column.Name));
        text.Append("\\midrule\n");
        foreach (var row in table.Rows)
            Row(row);
        return text.Append("\\bottomrule\n\\end{tabular}}\n\\end{table}\n").ToString();

        void Row(IEnumerable<string> cells) => text.AppendJoin(" & ", cells.Select(Escaped)).Append(" \\\\\n");
    }

    /// <summary>Text whose characters all stand for themselves, in any encoding of fonts.</summary>
    internal static string Escaped(string text) => string.Concat(Markup.Visible(text).Select(c => c switch
    {
        '\\' => "\\textbackslash{}",
        '{' or '}' or '$' or '&' or '#' or '%' or '_' => $"\\{c}",
        '^' => "\\textasciicircum{}",
        '~' => "\\textasciitilde{}",
        '<' or '>' or '|' => $"${c}$",
        '"' => "\\char34{}",
        '`' => "\\textasciigrave{}",
        '-' => "{-}",
        '[' or ']' => $"{{{c}}}",
        '±' => "$\\pm$",
        '−' => "$-$",
        '×' => "$\\times$",
        '…' => "\\ldots{}",
        _ => char.IsControl(c) ? " " : c.ToString(),
    }));

    private static string Comment(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
