using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Emit.Schema;

/// <summary>
/// What a position of a spec file accepts, as JSON Schema. Where the language evaluates an expression, a text is allowed besides the
/// value itself; checking the text is the compiler's job.
/// </summary>
internal static class Positions
{
    /// <summary>A sentence or title.</summary>
    public static JsonMap Text(string summary) => Of(summary, "string", "number", "boolean");

    /// <summary>A path.</summary>
    public static JsonMap Path(string summary) => Of(summary, "string");

    /// <summary>A name written at its place.</summary>
    public static JsonMap Name(string summary) => new()
    {
        { "description", summary },
        { "type", "string" },
        { "pattern", Naming.Pattern },
    };

    /// <summary>An integer or an expression.</summary>
    public static JsonMap Int(string summary, double least = double.NegativeInfinity, double most = double.PositiveInfinity) =>
        Ranged("integer", summary, least, most);

    /// <summary>A number or an expression.</summary>
    public static JsonMap Float(string summary, double least = double.NegativeInfinity, double most = double.PositiveInfinity) =>
        Ranged("number", summary, least, most);

    /// <summary>An expression whose variables get their values later.</summary>
    public static JsonMap Formula(string summary) => Of(summary, "string", "number");

    /// <summary>A truth value or an expression.</summary>
    public static JsonMap Bool(string summary) => Of(summary, "boolean", "string");

    /// <summary>One of some names, or an expression after <c>=</c>.</summary>
    public static JsonMap Choice(string summary, IEnumerable<string> choices) => new()
    {
        { "description", summary + " An expression for it begins with '='." },
        { "anyOf", new[] { new JsonMap { { "enum", choices } }, new JsonMap { { "type", "string" }, { "pattern", "^=" } } } },
    };

    /// <summary>One of some names, and nothing else.</summary>
    public static JsonMap Word(string summary, IEnumerable<string> choices) => new() { { "description", summary }, { "enum", choices } };

    /// <summary>An integer for rows and columns, or [rows, columns].</summary>
    public static JsonMap Size(string summary, double least, double most)
    {
        var single = Ranged("integer", null, least, most);
        return new()
        {
            { "description", summary + " One integer, or [rows, columns]." },
            {
                "anyOf",
                new[] { single, new JsonMap { { "type", "array" }, { "items", single }, { "minItems", 2 }, { "maxItems", 2 } } }
            },
        };
    }

    /// <summary>An image's shape.</summary>
    public static JsonMap Shape(string summary) => new()
    {
        { "description", summary + ": [channels, rows, columns]." },
        { "type", "array" },
        { "items", Ranged("integer", null, 1, double.PositiveInfinity) },
        { "minItems", 3 },
        { "maxItems", 3 },
    };

    /// <summary>A list.</summary>
    public static JsonMap List(string summary, JsonMap item) => new()
    {
        { "description", summary },
        { "type", "array" },
        { "items", item },
    };

    /// <summary>Something that the file defines once.</summary>
    public static JsonMap Defined(string name, string? summary = null)
    {
        var reference = new JsonMap { { "$ref", "#/definitions/" + name } };
        // Beside a $ref, draft 7 ignores everything else.
        return summary is null ? reference : new JsonMap { { "description", summary }, { "allOf", new[] { reference } } };
    }

    /// <summary>Something, or <c>~</c>.</summary>
    public static JsonMap OrNothing(JsonMap schema) => new() { { "anyOf", new[] { schema, new JsonMap { { "type", "null" } } } } };

    /// <summary>A map with exactly the keys that the compiler knows at this place.</summary>
    /// <param name="summary">What it describes.</param>
    /// <param name="known">The compiler's own list of keys.</param>
    /// <param name="described">What each of them accepts.</param>
    /// <param name="required">Keys that must be there.</param>
    /// <exception cref="System.InvalidOperationException">The compiler knows other keys than are described here.</exception>
    public static JsonMap Map(string summary, IReadOnlyCollection<string> known, JsonMap described, params string[] required)
    {
        var wrong = known.Except(described.Keys).Concat(described.Keys.Except(known)).ToList();
        if (wrong.Count > 0)
            throw new System.InvalidOperationException($"The schema and the compiler disagree on {string.Join(", ", wrong)}: {summary}");
        var map = new JsonMap
        {
            { "description", summary },
            { "type", "object" },
            { "properties", described },
            { "additionalProperties", false },
        };
        if (required.Length > 0)
            map.Add("required", required);
        return map;
    }

    private static JsonMap Of(string summary, params string[] types) =>
        new() { { "description", summary }, { "type", types.Length == 1 ? types[0] : types } };

    private static JsonMap Ranged(string type, string? summary, double least, double most)
    {
        var map = new JsonMap();
        if (summary is not null)
            map.Add("description", summary);
        map.Add("type", new[] { type, "string" });
        if (!double.IsInfinity(least))
            map.Add("minimum", least);
        if (!double.IsInfinity(most))
            map.Add("maximum", most);
        return map;
    }
}
