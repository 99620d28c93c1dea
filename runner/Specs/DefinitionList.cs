using System.Text.RegularExpressions;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Runner.Specs;

/// <summary>
/// The blocks and gates within reach: files on disk and those embedded in the compiler. Reads only their names and summaries, without
/// checks.
/// </summary>
internal static class DefinitionList
{
    private const string LibraryRoot = "library/";

    /// <summary>The definitions of one kind, by name; one on disk hides the embedded one of the same name.</summary>
    /// <param name="kind"><c>block</c> or <c>gate</c>.</param>
    /// <param name="files">Files on disk.</param>
    public static IReadOnlyList<ListedDefinition> Of(string kind, IEnumerable<SourceFile> files) =>
        [.. files.Concat(Embedded())
            .Select(file => (Name: Value(file, kind), Summary: Value(file, "summary")))
            .Where(definition => definition.Name is not null)
            .Select(definition => new ListedDefinition(definition.Name!, definition.Summary ?? ""))
            .DistinctBy(definition => definition.Name)
            .OrderBy(definition => definition.Name, StringComparer.Ordinal)];

    private static IEnumerable<SourceFile> Embedded()
    {
        var compiler = typeof(SpecCompiler).Assembly;
        foreach (var name in compiler.GetManifestResourceNames().Where(name => name.StartsWith(LibraryRoot, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(compiler.GetManifestResourceStream(name)!);
            yield return new SourceFile(name, reader.ReadToEnd());
        }
    }

    private static string? Value(SourceFile file, string key) =>
        // An architecture has a 'block:' too, the default of its stages; a definition has a body.
        file.Text.Contains("\nbody:", StringComparison.Ordinal)
            && Regex.Match(file.Text, $"^{key}:[ ]*(.*?)[ ]*\r?$", RegexOptions.Multiline) is { Success: true } match
            ? match.Groups[1].Value.Trim('"', '\'')
            : null;
}

/// <summary>A block or a gate.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">Its summary, or an empty string.</param>
internal sealed record ListedDefinition(string Name, string Summary);
