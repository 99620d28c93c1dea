namespace SeRes2Net.Lab.Runs;

/// <summary>Lines of comma-separated values (RFC 4180, but with LF).</summary>
internal static class Csv
{
    /// <summary>One line; fields that hold a comma, a quote or a line break are quoted.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\n";

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
