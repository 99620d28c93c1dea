using System.Security.Cryptography;

namespace SeRes2Net.Compiler.Graph;

/// <summary>
/// The one form of a graph that is hashed: shapes, attributes, initial values and names; no positions, display
/// names, summaries, recipes or budgets. Keys in a fixed order, no white space, ASCII.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Writes a graph.</summary>
    public static string Of(NetworkGraph graph)
    {
        var json = new StringBuilder();
        json.Append("{\"language\":1,\"input\":").Append(Json(graph.Input));
        json.Append(",\"classes\":").Append(Json(graph.Classes));
        json.Append(",\"ops\":[").Append(string.Join(",", graph.Ops.Select(Of)));
        json.Append("],\"modules\":[").Append(string.Join(",", graph.Modules.Select(Of)));
        return json.Append("]}").ToString();
    }

    /// <summary>SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal digits.</summary>
    public static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static string Of(Op op) => Object(
    [
        ("kind", op.Kind), ("path", op.Path), ("inputs", op.Inputs), ("shape", op.Shape), .. op.Attributes,
        .. op.SharesWith is { } owner ? new[] { ("shares", (object)owner) } : [],
    ]);

    private static string Of(ModuleNode module) => Object(
    [
        ("path", module.Path), ("kind", module.Kind.ToString().ToLowerInvariant()), ("definition", module.Definition), ("input", module.Input),
        ("output", module.Output), ("first", module.FirstOp), ("count", module.OpCount),
    ]);

    private static string Object(IEnumerable<(string Key, object Value)> members) =>
        "{" + string.Join(",", members.Select(member => $"\"{member.Key}\":{Json(member.Value)}")) + "}";

    private static string Json(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        double number => Number(number),
        Size2 size => $"[{Json(size.Rows)},{Json(size.Columns)}]",
        Shape shape => $"[{Json(shape.Channels)},{Json(shape.Rows)},{Json(shape.Columns)}]",
        IEnumerable<int> list => $"[{string.Join(",", list.Select(item => Json(item)))}]",
        // Only paths, kinds and formulas, which never need escaping.
        _ => $"\"{value}\"",
    };

    // The shorter of two exact forms, so that every .NET writes the same digits ("R" differs between versions).
    private static string Number(double value)
    {
        var text = value.ToString("G15", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
