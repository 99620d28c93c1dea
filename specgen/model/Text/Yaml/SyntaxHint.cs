using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Text.Yaml;

/// <summary>
/// What is most likely wrong where the YAML parser gave up, in the words of somebody who wrote the file. The parser says which of its own
/// rules did not fit; the line and those above it say which slip that was.
/// </summary>
internal static class SyntaxHint
{
    /// <summary>The place of the slip and a sentence about it; null if the text does not show what it is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="where">Where the parser gave up.</param>
    /// <param name="words">What it said.</param>
    public static (SourceSpan Where, string Message)? At(SourceFile file, SourceSpan where, string words)
    {
        var lines = file.Text.Replace("\r\n", "\n").Split('\n');
        if (where.Line > lines.Length)
            return null;
        var line = lines[where.Line - 1];
        var found = where.Column <= line.Length ? line[where.Column - 1] : '\n';
        if (found is '"' or '\'')
            return words.Contains("escape") ? (where, "In a text in double quotes a backslash begins an escape such as \\n; write it twice, or use single quotes.")
                : words.Contains("end of stream") || words.Contains("wrong indentation") ? (where, $"This {found} opens a text that is not closed: a second {found} is missing.")
                : null;
        if (Character(found) is { } character && (found != '%' || where.Column > 1))
            return (where, character);
        var above = Above(lines, where.Line - 1);
        int indentation = Indentation(line);
        var start = new SourceSpan(file.Path, where.Line, indentation + 1, where.Line, line.TrimEnd().Length + 1);
        if (above.Count > 0 && indentation > above[0].Indentation && HasValue(above[0].Text))
            return (start, $"This line is indented deeper than '{Shown(above[0].Text)}' above it, which has a value already; "
                + "indent it like that line, or leave that line's value out.");
        if (above.Count > 0 && above.All(other => other.Indentation != indentation) && indentation < above[0].Indentation)
            return (start, $"This line is indented by {Spaces(indentation)}; the lines above it, by {string.Join(" or ", above.Select(other => other.Indentation).Reverse())}: "
                + "align it with one of them.");
        if (found == ':')
            return (where, "This line has two ':'; put a value that holds one in quotes.");
        var text = line.Trim();
        if (IsItem(text))
            return (start, "A list's '-' stands where a key was expected; the items of a list stand below their key, indented deeper.");
        if (above.Count > 0 && above[0].Indentation == indentation && IsItem(above[0].Text))
            return (start, "A key stands among the '-' of a list; a list has a key above it, and what belongs to an item is indented deeper than its '-'.");
        if (text.IndexOf(':') is > 0 and var colon && colon + 1 < text.Length && text[colon + 1] != ' ')
            return (start, $"A space is missing after the ':': '{Shown(text.Insert(colon + 1, " "))}'.");
        if (text.Length > 0 && text.IndexOf(':') < 0)
            return (start, $"Expected 'key: value', found '{Shown(text)}': a ':' is missing.");
        return null;
    }

    /// <summary>Whether a bracket stands there that closes one of the other kind.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column, from 1.</param>
    public static bool ClosesAnother(SourceFile file, long line, long column)
    {
        var lines = file.Text.Split('\n');
        return line >= 1 && line <= lines.Length && column >= 1 && column <= lines[line - 1].Length && lines[line - 1][(int)column - 1] is ']' or '}';
    }

    private static string? Character(char found) => found switch
    {
        '@' or '`' or '%' => $"A value cannot start with '{found}'; put it in quotes.",
        ']' => "This ']' closes nothing: there is no '[' before it.",
        '}' => "This '}' closes nothing: there is no '{' before it.",
        _ => null,
    };

    // The line before and those that it belongs to, each indented less than the one before.
    private static List<(int Indentation, string Text)> Above(string[] lines, int count)
    {
        var above = new List<(int Indentation, string Text)>();
        for (var at = count - 1; at >= 0; at--)
        {
            var text = lines[at].Trim();
            int indentation = Indentation(lines[at]);
            if (text.Length > 0 && text[0] != '#' && (above.Count == 0 || indentation < above[above.Count - 1].Indentation))
                above.Add((indentation, text));
        }
        return above;
    }

    private static int Indentation(string line) => line.Length - line.TrimStart(' ').Length;

    private static bool IsItem(string text) => text == "-" || text.StartsWith("- ", StringComparison.Ordinal);

    // Whether this is 'key: value'.
    private static bool HasValue(string text) =>
        !IsItem(text) && text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && text.Substring(colon + 1).TrimStart() is { Length: > 0 } value && value[0] != '#';

    private static string Shown(string text) => text.Length > 40 ? text.Substring(0, 40) + "..." : text;

    private static string Spaces(int count) => count == 1 ? "1 space" : $"{count} spaces";
}
