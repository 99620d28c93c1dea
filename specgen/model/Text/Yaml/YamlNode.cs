using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Text.Yaml;

/// <summary>A piece of YAML with the place where it was written; the place survives merging into another file's tree.</summary>
internal abstract record YamlNode(SourceSpan Where)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Noun { get; }

    /// <summary>Nothing, or <c>~</c>.</summary>
    public bool IsNull => this is YamlScalar { Plain: true } scalar && CoreSchema.Classify(scalar.Text) == ScalarKind.Null;
}

/// <summary>A single value, not interpreted yet.</summary>
/// <param name="Text">Its characters without quotes.</param>
/// <param name="Plain">Written without quotes.</param>
/// <param name="Where">Its place.</param>
internal sealed record YamlScalar(string Text, bool Plain, SourceSpan Where) : YamlNode(Where)
{
    public override string Noun => IsNull ? "nothing" : $"'{Text}'";
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(IReadOnlyList<YamlNode> Items, SourceSpan Where) : YamlNode(Where)
{
    /// <summary>Written with a line for every item, not in brackets.</summary>
    public bool OwnLines { get; init; }

    public override string Noun => "a list";
}

/// <summary>A map; keys are unique.</summary>
internal sealed record YamlMapping(IReadOnlyList<YamlEntry> Entries, SourceSpan Where) : YamlNode(Where)
{
    /// <summary>Written with a line for every key, not in braces.</summary>
    public bool OwnLines { get; init; }

    public override string Noun => "a map";

    public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text.Equals(key, StringComparison.Ordinal));

    public YamlNode? this[string key] => Find(key)?.Value;
}

/// <summary>One key of a map with its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
