using System.Runtime.CompilerServices;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents;

/// <summary>The kind of a file.</summary>
internal enum DocumentKind
{
    /// <summary>It could not be read, or does not say.</summary>
    Unclear,
    Architecture,
    Definition,
    Recipe,
    Study,
    Claims,
}

/// <summary>One file, read as far as it can be without any other.</summary>
internal sealed record Document
{
    // A host compiles on every keystroke, and mostly the same files: each is read once for as long as the host keeps it.
    private static readonly ConditionalWeakTable<SourceFile, Document> Known = new();

    // A study names a recipe, and may name claims.
    private static readonly string[] Kinds = ["study", "claims", "recipe"];

    /// <summary>Where it came from.</summary>
    public required SourceFile File { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Its content; null if it is not a map.</summary>
    public YamlMapping? Root { get; init; }

    /// <summary>The definition in it.</summary>
    public Definition? Definition { get; init; }

    /// <summary>The recipe in it.</summary>
    public Recipe? Recipe { get; init; }

    /// <summary>The study in it.</summary>
    public Study? Study { get; init; }

    /// <summary>The claims in it.</summary>
    public ClaimSet? Claims { get; init; }

    /// <summary>What was found in reading it.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Whether it cannot be used.</summary>
    public bool IsBroken => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>Reads a file, or remembers it.</summary>
    public static Document Of(SourceFile file) => Known.GetValue(file, Read);

    private static Document Read(SourceFile file)
    {
        var bag = new DiagnosticBag();
        if (file.Unreadable is { } reason)
        {
            bag.Report(Descriptors.MissingFile, new SourceSpan(file.Path, 1, 1, 1, 1), $"The file cannot be read: {reason}");
            return new Document { File = file, Kind = DocumentKind.Unclear, Diagnostics = bag.Found };
        }
        try
        {
            return Read(file, bag);
        }
        catch (System.Exception e)
        {
            bag.Report(Descriptors.Internal, new SourceSpan(file.Path, 1, 1, 1, 1),
                $"The compiler failed to read this file ({e.GetType().Name}: {e.Message}). Please report it with the file.");
            return new Document { File = file, Kind = DocumentKind.Unclear, Diagnostics = bag.Found };
        }
    }

    private static Document Read(SourceFile file, DiagnosticBag bag)
    {
        var node = YamlReader.Read(file, bag.Report);
        var root = node as YamlMapping;
        if (node is not null && root is null)
            bag.Report(Descriptors.WrongType, node.Where, $"A file must be a map of keys and values, found {node.Noun}.");
        var kind = root is null ? DocumentKind.Unclear : Classify(root, bag.Report);
        var stem = Naming.Stem(file.Path);
        var document = new Document
        {
            File = file,
            Kind = kind,
            Root = root,
            Definition = kind == DocumentKind.Definition ? DefinitionReader.Read(root!, stem, bag.Report) : null,
            Recipe = kind == DocumentKind.Recipe ? RecipeReader.Read(root!, stem, bag.Report) : null,
            Study = kind == DocumentKind.Study ? StudyReader.Read(root!, file.Path, bag.Report) : null,
            Claims = kind == DocumentKind.Claims ? ClaimReader.Read(root!, file.Path, bag.Report) : null,
            Diagnostics = [],
        };
        return document with { Diagnostics = bag.Found };
    }

    private static DocumentKind Classify(YamlMapping root, Report report)
    {
        var name = root.Find("name");
        var body = root.Find("body");
        if (name is not null && body is not null)
        {
            report(Descriptors.UnclearKind, body.Key.Where,
                "A file with 'name:' is an architecture, one with 'body:' is a definition; this one has both.");
            return DocumentKind.Unclear;
        }
        if (name is not null)
            return DocumentKind.Architecture;
        if (body is not null || root["block"] is not null && root["stages"] is null || root["gate"] is not null)
            return DocumentKind.Definition;
        var key = Kinds.Select(kind => root.Find(kind)?.Key).FirstOrDefault(key => key is not null);
        // A recipe extends another by its name; what extends a file is an architecture.
        var extendsFile = root["extends"] is { } extends
            && (key?.Text != "recipe" || extends is YamlScalar { Text: var parent } && parent.EndsWith(".yaml", System.StringComparison.Ordinal));
        if (key is not null && root["stages"] is null && !extendsFile)
        {
            return key.Text switch
            {
                "recipe" => DocumentKind.Recipe,
                "study" => DocumentKind.Study,
                _ => DocumentKind.Claims,
            };
        }
        report(Descriptors.UnclearKind, root.Where,
            "The file does not say what it is: an architecture needs 'name:', a definition 'block:' or 'gate:' and 'body:',"
            + " a recipe 'recipe:', a study 'study:', claims 'claims:'.");
        return DocumentKind.Unclear;
    }
}
