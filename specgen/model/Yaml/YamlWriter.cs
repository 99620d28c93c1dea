using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace SeRes2Net.Compiler.Yaml;

/// <summary>
/// Writes nodes as YAML that people like to read: blocks outside, short inner maps and lists in one line. What it writes,
/// <see cref="YamlReader"/> reads back as the same nodes. LF line ends.
/// </summary>
internal static class YamlWriter
{
    private const int LongestFlow = 100;
    // Conservative: whatever is not surely safe without quotes gets them.
    private static readonly Regex SafePlain =
        new(@"^[A-Za-z0-9_/.+(][A-Za-z0-9_/.+*()<>=% -]*\z|^=[ A-Za-z0-9_().]+\z|^-[0-9.]+\z", RegexOptions.CultureInvariant);

    public static string Write(YamlNode node)
    {
        var text = new StringBuilder();
        WriteBlock(text, node, 0);
        return text.ToString();
    }

    private static void WriteBlock(StringBuilder text, YamlNode node, int indent)
    {
        switch (node)
        {
            case YamlMapping { Entries.Count: > 0 } map:
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    if (i > 0)
                        text.Append(' ', indent);
                    text.Append(Scalar(map.Entries[i].Key)).Append(':');
                    WriteValue(text, map.Entries[i].Value, indent + 2);
                }
                break;
            case YamlSequence { Items.Count: > 0 } list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    if (i > 0)
                        text.Append(' ', indent);
                    text.Append("- ");
                    var item = list.Items[i];
                    if (Flow(item, LongestFlow - indent) is { } flow)
                        text.Append(flow).Append('\n');
                    else
                        WriteBlock(text, item, indent + 2);
                }
                break;
            default:
                text.Append(Flow(node, int.MaxValue)).Append('\n');
                break;
        }
    }

    private static void WriteValue(StringBuilder text, YamlNode value, int indent)
    {
        var nested = value is YamlMapping map ? map.Entries.Any(entry => entry.Value is not YamlScalar)
            : value is YamlSequence list && list.Items.Any(item => item is not YamlScalar);
        if (!nested && Flow(value, LongestFlow - indent) is { } flow)
        {
            text.Append(' ').Append(flow).Append('\n');
            return;
        }
        text.Append('\n').Append(' ', indent);
        WriteBlock(text, value, indent);
    }

    // In one line; null where that is longer than there is room.
    private static string? Flow(YamlNode node, int room)
    {
        var text = new StringBuilder();
        return WriteFlow(text, node, room) ? text.ToString() : null;
    }

    // Stops as soon as it is too long: every level of a deep tree asks for its own.
    private static bool WriteFlow(StringBuilder text, YamlNode node, int room)
    {
        switch (node)
        {
            case YamlScalar scalar:
                text.Append(Scalar(scalar));
                break;
            case YamlSequence list:
                text.Append('[');
                for (var i = 0; i < list.Items.Count && text.Length <= room; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    WriteFlow(text, list.Items[i], room);
                }
                text.Append(']');
                break;
            case YamlMapping { Entries.Count: 0 }:
                text.Append("{}");
                break;
            case YamlMapping map:
                text.Append("{ ");
                for (var i = 0; i < map.Entries.Count && text.Length <= room; i++)
                {
                    text.Append(i == 0 ? "" : ", ").Append(Scalar(map.Entries[i].Key)).Append(": ");
                    WriteFlow(text, map.Entries[i].Value, room);
                }
                text.Append(" }");
                break;
        }
        return text.Length <= room;
    }

    private static string Scalar(YamlScalar scalar)
    {
        if (scalar.IsNull)
            return "~";
        var readsBack = scalar.Plain || (CoreSchema.Classify(scalar.Text) == ScalarKind.Text && CoreSchema.Ambiguity(scalar.Text) is null);
        return readsBack && SafePlain.IsMatch(scalar.Text) && !scalar.Text.EndsWith(" ") ? scalar.Text : Quoted(scalar.Text);
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
                _ when c < ' ' || c is '\u0085' or '\u2028' or '\u2029' or '\uFEFF' or (>= '\u007F' and < '\u00A0') => $"\\u{(int)c:X4}",
                _ => c.ToString(),
            });
        }
        return text.Append('"').ToString();
    }
}
