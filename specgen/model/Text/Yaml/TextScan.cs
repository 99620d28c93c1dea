using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Text.Yaml;

/// <summary>Checks the characters of a file before YAML is read: the parser's own messages for these are no help.</summary>
internal static class TextScan
{
    private const int LargestFile = 256 * 1024;

    /// <summary>Whether the file is text, not too large, and indented with spaces.</summary>
    public static bool IsReadable(SourceFile file, Report report)
    {
        if (file.Text.Length > LargestFile)
        {
            report(Descriptors.TooLarge, new SourceSpan(file.Path, 1, 1, 1, 1), $"The file is larger than {LargestFile / 1024} KB.");
            return false;
        }
        int line = 1, column = 1;
        var indentation = true;
        for (var at = 0; at < file.Text.Length; at++)
        {
            var c = file.Text[at];
            var where = new SourceSpan(file.Path, line, column, line, column + 1);
            if (c is '\uFFFD' or '\uFFFE' or '\uFFFF' || (c < ' ' && c is not ('\t' or '\n' or '\r')))
            {
                report(Descriptors.NotText, where,
                    $"This is not a text file: it holds the character U+{(int)c:X4}. Specs are YAML in UTF-8.");
                return false;
            }
            if (c == '\t' && indentation)
            {
                report(Descriptors.Tab, where, "There is a tab in the indentation; indent YAML with spaces.");
                return false;
            }
            indentation = c is '\n' or '\r' || (indentation && c == ' ');
            (line, column) = EndsLine(file.Text, at) ? (line + 1, 1) : (line, column + 1);
        }
        return true;
    }

    /// <summary>The place after the last character.</summary>
    public static SourceSpan EndOf(SourceFile file)
    {
        int line = 1, column = 1;
        for (var at = 0; at < file.Text.Length; at++)
            (line, column) = EndsLine(file.Text, at) ? (line + 1, 1) : (line, column + 1);
        return new SourceSpan(file.Path, line, column, line, column);
    }

    /// <summary>The last bracket that is opened and never closed; null if there is none.</summary>
    public static (char Bracket, SourceSpan Where)? Unclosed(SourceFile file)
    {
        var open = new Stack<(char, SourceSpan)>();
        int line = 1, column = 1;
        char quote = '\0', before = ' ';
        var isComment = false;
        for (var at = 0; at < file.Text.Length; at++)
        {
            var c = file.Text[at];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (!isComment)
            {
                if (c is '[' or '{')
                    open.Push((c, new SourceSpan(file.Path, line, column, line, column + 1)));
                else if (c is ']' or '}' && open.Count > 0)
                    open.Pop();
                else if (c is '"' or '\'' && before is ' ' or ',' or '[' or '{' or ':')
                    quote = c;
                else if (c == '#' && char.IsWhiteSpace(before))
                    isComment = true;
            }
            before = c;
            if (EndsLine(file.Text, at))
                (line, column, isComment) = (line + 1, 1, false);
            else
                column++;
        }
        return open.Count > 0 ? open.Peek() : null;
    }

    // What the parser counts as the end of a line.
    private static bool EndsLine(string text, int at) =>
        text[at] is '\n' or '\u0085' or '\u2028' or '\u2029' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n'));
}
