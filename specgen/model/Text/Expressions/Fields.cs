using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>The keys of a map, read by name and type. What does not fit is reported and read as absent.</summary>
internal sealed class Fields
{
    private readonly string owner;
    private readonly Report report;

    /// <param name="map">The map.</param>
    /// <param name="owner">What it describes, for messages: "a stage".</param>
    /// <param name="known">Keys it may have.</param>
    /// <param name="report">Where findings go.</param>
    public Fields(YamlMapping map, string owner, IReadOnlyCollection<string> known, Report report)
    {
        Map = map;
        this.owner = owner;
        this.report = report;
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key.Text)))
        {
            report(Descriptors.UnknownKey, entry.Key.Where,
                $"{Capital(owner)} has no key '{entry.Key.Text}'.{Suggestion.OrList(entry.Key.Text, known)}");
        }
    }

    public YamlMapping Map { get; }

    /// <summary>Where findings go.</summary>
    public Report Report => report;

    public SourceSpan Where => Map.Where;

    /// <summary>Place of a key's value, or of the whole map.</summary>
    public SourceSpan Place(string key) => Map[key]?.Where ?? Where;

    /// <summary>A name or sentence; null where absent.</summary>
    public string? Text(string key, bool required = false)
    {
        if (Value(key, required) is not { } node)
            return null;
        if (node is YamlScalar { IsNull: false } scalar)
            return scalar.Text;
        Wrong(node, key, "a text");
        return null;
    }

    /// <summary>An integer without names.</summary>
    public long? Int(string key, double least, double most, bool required = false) =>
        Constant(key, required) is { } e ? Evaluator.Int(e, Scope.Constants, $"'{key}'", least, most, report) : null;

    /// <summary>A number without names.</summary>
    public double? Float(string key, double least, double most, bool required = false) =>
        Constant(key, required) is { } e ? Evaluator.Float(e, Scope.Constants, $"'{key}'", least, most, report) : null;

    /// <summary>A truth value without names.</summary>
    public bool? Bool(string key) =>
        Constant(key, required: false) is { } e ? Evaluator.Bool(e, Scope.Constants, $"'{key}'", report) : null;

    /// <summary>One of some names.</summary>
    public string? Choice(string key, IReadOnlyList<string> choices, bool required = false)
    {
        if (Text(key, required) is not { } text)
            return null;
        if (choices.Contains(text))
            return text;
        report(Descriptors.InvalidValue, Place(key),
            $"'{key}' must be one of {string.Join(", ", choices)}; found '{text}'.{Suggestion.For(text, choices)}");
        return null;
    }

    /// <summary>A map; null where absent.</summary>
    public YamlMapping? Mapping(string key, bool required = false)
    {
        var node = Value(key, required);
        if (node is not null and not YamlMapping)
            Wrong(node, key, "a map");
        return node as YamlMapping;
    }

    /// <summary>A list; null where absent.</summary>
    public YamlSequence? Sequence(string key, bool required = false)
    {
        var node = Value(key, required);
        if (node is not null and not YamlSequence)
            Wrong(node, key, "a list");
        return node as YamlSequence;
    }

    /// <summary>Whatever stands there; null where absent.</summary>
    public YamlNode? Value(string key, bool required = false)
    {
        var node = Map[key];
        if (node is null && required)
            report(Descriptors.MissingKey, Where, $"{Capital(owner)} needs '{key}:'.");
        return node;
    }

    /// <summary>An integer without names, in a list.</summary>
    public static long? Int(YamlNode node, string what, double least, double most, Report report) =>
        new ExpressionReader([], report).Read(node, what) is { } e ? Evaluator.Int(e, Scope.Constants, what, least, most, report) : null;

    /// <summary>A number without names, in a list.</summary>
    public static double? Float(YamlNode node, string what, double least, double most, Report report) =>
        new ExpressionReader([], report).Read(node, what) is { } e ? Evaluator.Float(e, Scope.Constants, what, least, most, report) : null;

    private Expression? Constant(string key, bool required) =>
        Value(key, required) is { } node ? new ExpressionReader([], report).Read(node, $"'{key}'") : null;

    private void Wrong(YamlNode node, string key, string expected) =>
        report(Descriptors.WrongType, node.Where, $"'{key}' must be {expected}, found {node.Noun}.");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
