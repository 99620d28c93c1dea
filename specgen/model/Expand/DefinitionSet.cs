using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Expand;

/// <summary>The blocks and gates that a spec in some folder can use, the nearest of each name; the library's come last.</summary>
public sealed class DefinitionSet
{
    private DefinitionSet(IReadOnlyList<Definition> definitions, IReadOnlyList<Diagnostic> diagnostics)
    {
        Definitions = definitions;
        Diagnostics = diagnostics;
    }

    /// <summary>What was found in reading them; one with an error is left out.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Blocks, then gates, each in order of their names.</summary>
    internal IReadOnlyList<Definition> Definitions { get; }

    /// <summary>Finds the definitions.</summary>
    /// <param name="files">Every file the host knows.</param>
    /// <param name="folder">The folder; null: only the library's definitions.</param>
    public static DefinitionSet In(IEnumerable<SourceFile> files, string? folder)
    {
        var set = new FileSet(files);
        // Only the folder of a path counts in lookup; without one, nothing is above the library's own files.
        var from = folder is null ? Library.Files.Keys.First() : folder.TrimEnd('/') + "/any.yaml";
        var found = new[] { (DefinitionKind.Block, "blocks"), (DefinitionKind.Gate, "gates") }
            .SelectMany(kind => set.Names(kind.Item2, from).Select(name => set.FindDefinition(name, kind.Item1, from)))
            .OfType<Document>().ToList();
        return new DefinitionSet(
            [.. found.Where(document => !document.IsBroken).Select(document => document.Definition).OfType<Definition>()],
            [.. found.SelectMany(document => document.Diagnostics)]);
    }
}
