namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>What names mean where an expression stands.</summary>
internal record Scope
{
    /// <summary>Every name that is built in, with where it is known.</summary>
    public static readonly IReadOnlyDictionary<string, string> BuiltIn = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pi"] = "everywhere",
        ["in"] = "in a block of a stage",
        ["channels"] = "in a step, where a tensor enters",
        ["rows"] = "in a step, where a tensor enters",
        ["columns"] = "in a step, where a tensor enters",
        ["here.channels"] = "in a step",
        ["here.rows"] = "in a step",
        ["here.columns"] = "in a step",
        ["stage"] = "in a stage",
        ["index"] = "in a block of a stage",
        ["first"] = "in a block of a stage",
        ["depth"] = "in a block of a stage",
        ["depths"] = "in a block of a stage",
        ["split"] = "inside a cascade",
        ["splits"] = "inside a cascade",
        ["copy"] = "inside a repeat",
        ["classes"] = "in an architecture file",
    };

    /// <summary>The formula that knows a name of elements; null if it is not one.</summary>
    public static string? FormulaOf(string name) => name is "x" ? "map" : name is "channel" or "row" or "column" ? "constant" : null;

    /// <summary>Counters: known in whatever a cascade or repeat uses, and rarely meant.</summary>
    public static readonly string[] Counters = ["split", "splits", "copy"];

    /// <summary>A scope without any name: only constants.</summary>
    public static readonly Scope Constants = new();

    /// <summary>Values of the enclosing definition's parameters; null where an error left one without.</summary>
    public IReadOnlyDictionary<string, Constant?> Parameters { get; init; } = new Dictionary<string, Constant?>();

    /// <summary>Finds a name. False: it is not known here. A null value: it is known, but an earlier error left it without.</summary>
    public virtual bool TryGet(string name, out Constant? value)
    {
        value = name == "pi" ? Constant.Of(Math.PI) : null;
        return value is not null || Parameters.TryGetValue(name, out value);
    }
}
