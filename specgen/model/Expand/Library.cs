using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Expand;

/// <summary>The definitions and recipes that travel inside the compiler's assembly.</summary>
internal static class Library
{
    /// <summary>What their paths begin with.</summary>
    public const string Root = "library/";

    private static readonly Lazy<IReadOnlyDictionary<string, SourceFile>> Embedded = new(Read);

    /// <summary>Every embedded file by its path, e.g. <c>library/blocks/res2net.yaml</c>.</summary>
    public static IReadOnlyDictionary<string, SourceFile> Files => Embedded.Value;

    /// <summary>Whether a path names an embedded file.</summary>
    public static bool Holds(string path) => Files.ContainsKey(path);

    private static IReadOnlyDictionary<string, SourceFile> Read()
    {
        var assembly = typeof(Library).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToDictionary(name => name, name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return new SourceFile(name, reader.ReadToEnd());
            }, StringComparer.Ordinal);
    }
}
