namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>
/// The local variables of one forward. A variable is named after the group whose value it holds and is assigned again
/// as the value moves on, as a person would write it; a value that is still needed keeps its variable.
/// </summary>
internal sealed class Locals
{
    private static readonly HashSet<string> Forbidden =
    [
        "x", "scope", "torch", "nn", "training", "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class",
        "const", "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
        "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long",
        "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly",
        "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw",
        "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        "await", "var", "nameof", "field", "value",
    ];

    private readonly Dictionary<string, int> holds = [];

    /// <summary>The variable for a value.</summary>
    /// <param name="group">Name of the group that the value belongs to; empty for the module itself.</param>
    /// <param name="position">The value.</param>
    /// <param name="isNeeded">Whether later statements read a value.</param>
    /// <returns>The name, and whether it must be declared.</returns>
    public (string Name, bool IsNew) Assign(string group, int position, Func<int, bool> isNeeded)
    {
        var stem = group.Length == 0 ? "y" : CSharpText.Camel(CSharpText.Pascal(group));
        for (var n = 1; ; n++)
        {
            var name = n == 1 ? stem : stem + "Again" + (n == 2 ? "" : n.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (Forbidden.Contains(name))
            {
                continue;
            }
            var isNew = !holds.TryGetValue(name, out var held);
            if (isNew || held >= 0 && !isNeeded(held))
            {
                holds[name] = position;
                return (name, isNew);
            }
        }
    }

    /// <summary>A variable that is assigned once: the parts of a split.</summary>
    public string Keep(string stem)
    {
        var name = stem;
        for (var n = 2; holds.ContainsKey(name) || Forbidden.Contains(name); n++)
        {
            name = stem + n.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        holds[name] = -1;
        return name;
    }
}
