using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Python;

/// <summary>
/// Everything that turns text and numbers into Python. Names and summaries come from strangers: nothing else may write
/// them into a generated file.
/// </summary>
internal static class PythonText
{
    private const int Width = 100;

    // Python's keywords, and what nn.Module has already: no attribute can be reached by a plain dot under these.
    private static readonly HashSet<string> Keywords =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
        "return", "try", "while", "with", "yield",
    ];

    private static readonly HashSet<string> ModuleMembers =
    [
        "T_destination", "add_module", "apply", "bfloat16", "buffers", "call_super_init", "children", "compile", "cpu", "cuda", "double",
        "dump_patches", "eval", "extra_repr", "float", "forward", "get_buffer", "get_extra_state", "get_parameter", "get_submodule",
        "half", "initialise", "ipu", "load_state_dict", "modules", "mtia", "named_buffers", "named_children", "named_modules",
        "named_parameters", "parameters", "register_backward_hook", "register_buffer", "register_forward_hook",
        "register_forward_pre_hook", "register_full_backward_hook", "register_full_backward_pre_hook",
        "register_load_state_dict_post_hook", "register_load_state_dict_pre_hook", "register_module", "register_parameter",
        "register_state_dict_post_hook", "register_state_dict_pre_hook", "requires_grad_", "set_extra_state", "set_submodule",
        "share_memory", "state_dict", "to", "to_empty", "train", "training", "type", "xpu", "zero_grad",
    ];

    /// <summary>Whether a word means something in Python itself.</summary>
    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>Text inside a docstring: one line, nothing that ends the string, starts an escape or hides what follows.</summary>
    public static string Doc(string text) => Plain(text).Replace("\\", "\\\\").Replace("\"", "\\\"");

    /// <summary>A docstring of several lines at an indentation; the lines went through <see cref="Doc"/>.</summary>
    public static IEnumerable<string> Docstring(int indent, params string[] lines)
    {
        var space = new string(' ', indent);
        var wrapped = lines.SelectMany(line => Wrap(line, Width - indent)).ToList();
        wrapped[0] = "\"\"\"" + wrapped[0];
        if (wrapped.Count == 1)
            return [space + wrapped[0] + "\"\"\""];
        return wrapped.Append("\"\"\"").Select(line => line.Length == 0 ? "" : space + line);
    }

    /// <summary>A string literal, quotes included.</summary>
    public static string Literal(string text)
    {
        var result = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                result.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                result.Append(c);
            else
                result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return result.Append('"').ToString();
    }

    /// <summary>How Python reaches a state-dict path from an object: <c>self.branch.conv1</c>.</summary>
    public static string Attribute(string owner, string path)
    {
        var result = new StringBuilder(owner);
        foreach (var part in path.Split('.'))
        {
            if (IsPlainAttribute(part))
                result.Append('.').Append(part);
            else
                result.Append("._modules[").Append(Literal(part)).Append(']');
        }
        return result.ToString();
    }

    /// <summary>A floating-point literal that reads back to the same number.</summary>
    public static string Number(double value) =>
        double.IsNaN(value) || double.IsInfinity(value)
            ? $"float(\"{value.ToString(CultureInfo.InvariantCulture).ToLowerInvariant()}\")"
            : value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e");

    /// <summary>An integer.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>3</c>, or <c>(3, 1)</c> where rows and columns differ.</summary>
    public static string Pair(Size2 size) => size.Rows == size.Columns ? Number(size.Rows) : $"({Number(size.Rows)}, {Number(size.Columns)})";

    /// <summary><c>[N, 64, 32, 32]</c>.</summary>
    public static string Value(Shape shape) => $"[N, {Number(shape.Channels)}, {Number(shape.Rows)}, {Number(shape.Columns)}]";

    private static bool IsPlainAttribute(string part) =>
        part.Length > 0 && !char.IsDigit(part[0]) && !Keywords.Contains(part) && !ModuleMembers.Contains(part)
        && part.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    // Control and format characters, separators of lines and lone halves of pairs become a space: some end a line, some hide text.
    private static string Plain(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(text[i]).Append(text[++i]);
                continue;
            }
            var isPlain = !char.IsWhiteSpace(text[i]) && char.GetUnicodeCategory(text[i]) is not (UnicodeCategory.Control
                or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
            if (isPlain)
                result.Append(text[i]);
            else if (result.Length > 0 && result[result.Length - 1] != ' ')
                result.Append(' ');
        }
        return result.ToString().TrimEnd();
    }

    private static IEnumerable<string> Wrap(string line, int width)
    {
        for (var start = 0; ;)
        {
            var end = line.Length - start <= width ? -1 : line.LastIndexOf(' ', start + width, width);
            if (end <= start)
            {
                yield return line.Substring(start);
                yield break;
            }
            yield return line.Substring(start, end - start);
            start = end + 1;
        }
    }
}
