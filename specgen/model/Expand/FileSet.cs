using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Expand;

/// <summary>The files of one compilation, and how names find them: nearest first, the library last.</summary>
internal sealed class FileSet
{
    private static readonly IReadOnlyDictionary<string, SourceFile> Nothing = new Dictionary<string, SourceFile>();

    private readonly Dictionary<string, SourceFile> files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string), Document?> found = [];

    // The specs folder that the library was built from; null if it is not among the files.
    private readonly string? librarySource;

    public FileSet(IEnumerable<SourceFile> all)
    {
        foreach (var file in all)
            files[file.Path] = file;
        if (files.Values.FirstOrDefault(file => file.IsLibrarySource) is { } source)
            librarySource = Text.Sources.Paths.Folder(Text.Sources.Paths.Folder(source.Path));
    }

    /// <summary>The embedded files: none, if the folder that they were made from is among the files, which then are the library.</summary>
    public IReadOnlyDictionary<string, SourceFile> Embedded => librarySource is null ? Library.Files : Nothing;

    /// <summary>The embedded files that a file may refer to: none, for one in the folder that they were made from.</summary>
    public IReadOnlyDictionary<string, SourceFile> LibraryFor(string from) =>
        !Library.Holds(from) && librarySource is not null && Text.Sources.Paths.Upwards(from).Contains(librarySource) ? Nothing : Library.Files;

    /// <summary>Paths in a fixed order.</summary>
    public IEnumerable<string> Paths => files.Keys.OrderBy(path => path, StringComparer.Ordinal);

    /// <summary>A file by its path; null where there is none.</summary>
    public Document? Get(string path) => files.TryGetValue(path, out var file) ? Document.Of(file) : null;

    /// <summary>The definition of a name that is nearest to the file that names it.</summary>
    public Document? FindDefinition(string name, DefinitionKind? kind, string from) => kind switch
    {
        DefinitionKind.Block => Find(name, "blocks", from),
        DefinitionKind.Gate => Find(name, "gates", from),
        _ => Find(name, "blocks", from) ?? Find(name, "gates", from),
    };

    /// <summary>The recipe of a name that is nearest to the file that names it.</summary>
    public Document? FindRecipe(string name, string from, Document? except = null) => except is null
        ? Find(name, "recipes", from)
        : Candidates(name, "recipes", from).FirstOrDefault(document => document != except);

    /// <summary>The next farther file of the same name with another text, which a nearer one hides; null where none is.</summary>
    public Document? HiddenBy(Document nearest, string folder)
    {
        var text = Normal(nearest.File.Text);
        return Candidates(Naming.Stem(nearest.File.Path), folder, nearest.File.Path)
            .FirstOrDefault(other => other.File.Path != nearest.File.Path && Normal(other.File.Text) != text);
    }

    /// <summary>Names of the definitions or recipes that a file could use.</summary>
    /// <param name="folder"><c>blocks</c>, <c>gates</c> or <c>recipes</c>.</param>
    /// <param name="from">The file that would use them.</param>
    public IReadOnlyList<string> Names(string folder, string from)
    {
        var places = Library.Holds(from) ? [] : Text.Sources.Paths.Upwards(from);
        var inside = places.Select(place => Text.Sources.Paths.Combine(place, folder)).ToList();
        return files.Keys
            .Where(path => Text.Sources.Paths.Folder(path) is var at && (inside.Contains(at) || places.Contains(at) && Is(Get(path)!, folder)))
            .Concat(LibraryFor(from).Keys.Where(path => path.StartsWith($"{Library.Root}{folder}/", StringComparison.Ordinal)))
            .Select(Naming.Stem)
            .Distinct()
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToList();
    }

    private Document? Find(string name, string folder, string from)
    {
        var key = (name, folder, Text.Sources.Paths.Folder(from));
        if (!found.TryGetValue(key, out var document))
            found[key] = document = Candidates(name, folder, from).FirstOrDefault();
        return document;
    }

    // Files of the wanted kind, nearest first. A file that is too broken to say what it is counts where its folder says it.
    private IEnumerable<Document> Candidates(string name, string folder, string from)
    {
        foreach (var place in Library.Holds(from) ? [] : Text.Sources.Paths.Upwards(from))
        {
            if (Get(Text.Sources.Paths.Combine(place, $"{name}.yaml")) is { } beside && Is(beside, folder))
                yield return beside;
            var inside = Get(Text.Sources.Paths.Combine(place, $"{folder}/{name}.yaml"));
            if (inside is not null && (Is(inside, folder) || inside.Kind == DocumentKind.Unclear))
                yield return inside;
        }
        if (LibraryFor(from).TryGetValue($"{Library.Root}{folder}/{name}.yaml", out var embedded))
            yield return Document.Of(embedded);
    }

    private static bool Is(Document document, string folder) => folder switch
    {
        "blocks" => document.Definition?.Kind == DefinitionKind.Block,
        "gates" => document.Definition?.Kind == DefinitionKind.Gate,
        _ => document.Kind == DocumentKind.Recipe,
    };

    private static string Normal(string text) => text.Replace("\r\n", "\n").Trim();
}
