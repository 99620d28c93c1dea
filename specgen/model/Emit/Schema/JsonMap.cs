using System.Collections;

namespace SeRes2Net.Compiler.Emit.Schema;

/// <summary>
/// A JSON object under construction; its members keep their order. Values are texts, numbers, truth values, maps, or
/// lists of these.
/// </summary>
internal sealed class JsonMap : IEnumerable<KeyValuePair<string, object>>
{
    private readonly List<KeyValuePair<string, object>> members = [];

    /// <summary>Names of the members.</summary>
    public IEnumerable<string> Keys => members.Select(member => member.Key);

    /// <summary>Appends a member.</summary>
    public void Add(string name, object value) => members.Add(new KeyValuePair<string, object>(name, value));

    /// <summary>A copy with more members after its own.</summary>
    public JsonMap With(IEnumerable<KeyValuePair<string, object>> more)
    {
        var both = new JsonMap();
        both.members.AddRange(members.Concat(more));
        return both;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The text of the JSON file: indented by two spaces, ASCII, LF line ends, the last one included.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, this, 0);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, object value, int level)
    {
        switch (value)
        {
            case string s:
                Quote(text, s);
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case JsonMap map:
                WriteAll(text, '{', '}', map.members, level, member =>
                {
                    Quote(text, member.Key);
                    text.Append(": ");
                    Write(text, member.Value, level + 1);
                });
                break;
            case IEnumerable list:
                WriteList(text, [.. list.Cast<object>()], level);
                break;
            default:
                text.Append(System.Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    // Lists of plain values go on one line.
    private static void WriteList(StringBuilder text, List<object> items, int level)
    {
        if (items.Any(item => item is JsonMap))
        {
            WriteAll(text, '[', ']', items, level, item => Write(text, item, level + 1));
            return;
        }
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(text, items[i], level);
        }
        text.Append(']');
    }

    private static void WriteAll<T>(StringBuilder text, char open, char close, List<T> items, int level, System.Action<T> write)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(' ', 2 * (level + 1));
            write(items[i]);
        }
        if (items.Count > 0)
            text.Append('\n').Append(' ', 2 * level);
        text.Append(close);
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                text.Append(c);
            else
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        text.Append('"');
    }
}
