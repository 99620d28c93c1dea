using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>A self-contained spec: everything it extends is merged in, and the language's version comes first.</summary>
internal static class ResolvedSpec
{
    private static readonly string[] Order =
    [
        "language", "name", "summary", "input", "classes", "stem", "block", "repeat", "with", "gates", "stages", "head", "recipe", "expect",
        "allow",
    ];

    /// <summary>The merged content as YAML.</summary>
    public static string Write(YamlMapping merged)
    {
        var version = new YamlEntry(new YamlScalar("language", true, default), new YamlScalar("1", true, default));
        var entries = merged.Entries.Where(entry => entry.Key.Text != "language").Prepend(version)
            .OrderBy(entry => System.Array.IndexOf(Order, entry.Key.Text))
            .ToList();
        return YamlWriter.Write(merged with { Entries = entries });
    }
}
