namespace SeRes2Net.Compiler.Text.Yaml;

/// <summary>
/// Writes nodes as YAML that people like to read: nodes with <c>OwnLines</c> on lines of their own, the rest in brackets and braces
/// where it fits. What it writes, <see cref="YamlReader"/> reads back as nodes of the same text and meaning. LF line ends.
/// </summary>
internal static class YamlWriter
{
    private const int LongestLine = 140;

    public static string Write(YamlNode node)
    {
        var text = new StringBuilder();
        WriteBlock(text, node, 0);
        return text.ToString();
    }

    /// <summary>The same on one line whatever has <c>OwnLines</c>, without a line end.</summary>
    public static string WriteInOneLine(YamlNode node) => InOneLine(WithoutOwnLines(node), int.MaxValue)!;

    private static YamlNode WithoutOwnLines(YamlNode node) => node switch
    {
        YamlSequence list => list with { Items = [.. list.Items.Select(WithoutOwnLines)], OwnLines = false },
        YamlMapping map => map with
        {
            Entries = [.. map.Entries.Select(entry => entry with { Value = WithoutOwnLines(entry.Value) })],
            OwnLines = false,
        },
        _ => node,
    };

    private static void WriteBlock(StringBuilder text, YamlNode node, int indent)
    {
        switch (node)
        {
            case YamlMapping { Entries.Count: > 0 } map:
                var keys = map.Entries.Select(entry => Scalar(entry.Key, isKey: true, inFlow: false)).ToList();
                // A table of small maps is easier to read with its columns in line.
                var width = map.Entries.All(entry => entry.Value is YamlMapping { OwnLines: false }) ? keys.Max(key => key.Length) : 0;
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    if (i > 0)
                        text.Append(' ', indent);
                    text.Append(keys[i]).Append(':');
                    WriteValue(text, map.Entries[i].Value, indent, Math.Max(width, keys[i].Length), keys[i].Length);
                }
                break;
            case YamlSequence { Items.Count: > 0 } list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    if (i > 0)
                        text.Append(' ', indent);
                    text.Append("- ");
                    var item = list.Items[i];
                    if (InOneLine(item, LongestLine - indent - 2) is { } line)
                        text.Append(line).Append('\n');
                    else
                        WriteBlock(text, item, indent + 2);
                }
                break;
            default:
                text.Append(InOneLine(node, int.MaxValue)).Append('\n');
                break;
        }
    }

    private static void WriteValue(StringBuilder text, YamlNode value, int indent, int width, int key)
    {
        if (InOneLine(value, LongestLine - indent - width - 2) is { } line)
        {
            text.Append(' ', 1 + width - key).Append(line).Append('\n');
            return;
        }
        text.Append('\n').Append(' ', indent + 2);
        WriteBlock(text, value, indent + 2);
    }

    // Null if it does not fit, or holds something that has lines of its own.
    private static string? InOneLine(YamlNode node, int room)
    {
        if (node is YamlScalar scalar)
            return Scalar(scalar, isKey: false, inFlow: false);
        var text = new StringBuilder();
        return WriteFlow(text, node, room) ? text.ToString() : null;
    }

    // Stops as soon as it is too long: every level of a deep tree asks for its own.
    private static bool WriteFlow(StringBuilder text, YamlNode node, int room)
    {
        switch (node)
        {
            case YamlScalar scalar:
                text.Append(Scalar(scalar, isKey: false, inFlow: true));
                break;
            case YamlSequence { OwnLines: true, Items.Count: > 0 } or YamlMapping { OwnLines: true, Entries.Count: > 0 }:
                return false;
            case YamlSequence list:
                text.Append('[');
                for (var i = 0; i < list.Items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    if (!WriteFlow(text, list.Items[i], room))
                        return false;
                }
                text.Append(']');
                break;
            case YamlMapping { Entries.Count: 0 }:
                text.Append("{}");
                break;
            case YamlMapping map:
                text.Append("{ ");
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ").Append(Scalar(map.Entries[i].Key, isKey: true, inFlow: true)).Append(": ");
                    if (!WriteFlow(text, map.Entries[i].Value, room))
                        return false;
                }
                text.Append(" }");
                break;
        }
        return text.Length <= room;
    }

    private static string Scalar(YamlScalar scalar, bool isKey, bool inFlow)
    {
        if (scalar.IsNull)
            return isKey ? Quoted(scalar.Text) : "~";
        var readsBack = scalar.Plain
            || (CoreSchema.Classify(scalar.Text) == ScalarKind.Text && CoreSchema.Ambiguity(scalar.Text) is null && scalar.Text != "<<");
        return readsBack && IsSafe(scalar.Text, isKey, inFlow) ? scalar.Text : Quoted(scalar.Text);
    }

    // Conservative: whatever is not surely safe without quotes gets them.
    private static bool IsSafe(string text, bool isKey, bool inFlow)
    {
        var begins = text.Length > 0 && (char.IsLetterOrDigit(text[0]) || text[0] is '_' or '/' or '.' or '+' or '('
            || (!isKey && text.Length > 1 && text[0] is '-' or '=' && (char.IsLetterOrDigit(text[1]) || text[1] is ' ' or '.' or '(') && !text.StartsWith("- ")));
        if (!begins || text.StartsWith("...") || text.EndsWith(" ") || text.EndsWith(":"))
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var safe = c switch
            {
                ' ' or '_' or '/' or '.' or '+' or '-' or '*' or '(' or ')' or '<' or '>' or '=' or '%' or ';' or '\'' => true,
                ':' => !isKey && !inFlow && text[i + 1] != ' ',
                '!' => !isKey,
                ',' or '"' or '[' or ']' => !isKey && !inFlow,
                _ => c < '\u0080' ? char.IsLetterOrDigit(c) : char.IsLetter(c) && !char.IsSurrogate(c),
            };
            if (!safe)
                return false;
        }
        // The reader takes neighbours with halves of a pair for one expression that was torn at its comma.
        return text.Count(c => c == '(') == text.Count(c => c == ')');
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when c < ' ' || c is '\u2028' or '\u2029' or '\uFEFF' or >= '\uFFFD' or (>= '\u007F' and < '\u00A0') => $"\\u{(int)c:X4}",
                _ => c.ToString(),
            });
        }
        return text.Append('"').ToString();
    }
}
