using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>
/// Everything that turns text and numbers into C#. Names and summaries come from strangers: nothing else may write
/// them into a generated file.
/// </summary>
internal static class CSharpText
{
    /// <summary>Text for an XML comment: one line, no markup, no character that ends a line or turns the reading direction.</summary>
    public static string Xml(string text)
    {
        var result = new StringBuilder(text.Length);
        var space = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(c).Append(text[++i]);
                space = false;
            }
            else if (IsPlain(c) && !char.IsWhiteSpace(c))
            {
                result.Append(c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => c.ToString() });
                space = false;
            }
            else if (!space)
            {
                result.Append(' ');
                space = true;
            }
        }
        return result.ToString().TrimEnd();
    }

    /// <summary>A regular string literal, quotes included.</summary>
    public static string Literal(string text)
    {
        var result = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            if (c is '"' or '\\')
            {
                result.Append('\\').Append(c);
            }
            else if (IsPlain(c))
            {
                result.Append(c);
            }
            else
            {
                result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }
        return result.Append('"').ToString();
    }

    /// <summary><c>conv1</c> to <c>Conv1</c>, <c>batch-norm2</c> to <c>BatchNorm2</c>: a name of the spec language as an identifier.</summary>
    public static string Pascal(string name)
    {
        var parts = name.Split(['-', '_', '.', ' '], System.StringSplitOptions.RemoveEmptyEntries)
            .Select(part => new string([.. part.Where(IsIdentifierPart)]))
            .Where(part => part.Length > 0)
            .Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1));
        // Two numbers are kept apart: res2net-50-14w8s is Res2net50_14w8s.
        var joined = parts.Aggregate("", (name, part) =>
            name + (name.Length > 0 && char.IsDigit(name[name.Length - 1]) && char.IsDigit(part[0]) ? "_" : "") + part);
        return joined.Length == 0 ? "Unnamed" : char.IsDigit(joined[0]) ? "N" + joined : joined;
    }

    /// <summary><c>Branch</c> to <c>branch</c>.</summary>
    public static string Camel(string pascal) => char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);

    /// <summary>1234567 as <c>1,234,567</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A floating-point literal that reads back to the same number.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary><c>(3, 3)</c>.</summary>
    public static string Pair(Size2 size) =>
        $"({size.Rows.ToString(CultureInfo.InvariantCulture)}, {size.Columns.ToString(CultureInfo.InvariantCulture)})";

    /// <summary><c>[N, 64, 32, 32]</c>.</summary>
    public static string Value(Shape shape) => $"[N, {shape.Channels}, {shape.Rows}, {shape.Columns}]";

    /// <summary>The first of <paramref name="name"/>, <c>nameVariant2</c>, <c>nameVariant3</c>.. that is free; it is taken then.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        var candidate = name;
        for (var n = 2; !taken.Add(candidate); n++)
        {
            candidate = name + "Variant" + n.ToString(CultureInfo.InvariantCulture);
        }
        return candidate;
    }

    private static bool IsIdentifierPart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    // Not control and format characters, separators of lines and lone halves of pairs: some end a line in C#, some hide text from a reader.
    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
