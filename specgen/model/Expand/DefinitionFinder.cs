using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Finds definitions for one architecture and remembers what it used.</summary>
/// <param name="files">The files there are.</param>
/// <param name="broken">Called with every broken definition that is named.</param>
internal sealed class DefinitionFinder(FileSet files, Action<Document> broken)
{
    // Keeps the recursion far from the end of the stack; what really happens in a network is limited while it is expanded.
    private const int DeepestUse = 64;

    private readonly Dictionary<Definition, Document> used = [];
    private int depth;

    /// <summary>Files of the definitions found so far, in order of their paths.</summary>
    public IReadOnlyList<SourceFile> Used =>
        used.Values.Select(document => document.File).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();

    /// <summary>A definition by its name; null after reporting that there is none, or that it is broken.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Block or gate; null: either.</param>
    /// <param name="where">The place that names it.</param>
    /// <param name="report">Where findings go.</param>
    public Definition? Find(string name, DefinitionKind? kind, SourceSpan where, Report report)
    {
        if (files.FindDefinition(name, kind, where.File) is not { } document)
        {
            var noun = kind == DefinitionKind.Block ? "block" : kind == DefinitionKind.Gate ? "gate" : "definition";
            var (other, otherNoun) = kind == DefinitionKind.Block ? (DefinitionKind.Gate, "gate") : (DefinitionKind.Block, "block");
            report(Descriptors.UnknownDefinition, where, kind is not null && files.FindDefinition(name, other, where.File) is not null
                ? $"There is no {noun} '{name}': it is a {otherNoun}."
                : $"There is no {noun} '{name}'.{Suggestion.OrList(name, Names(kind, where.File))}");
            return null;
        }
        if (document.IsBroken || document.Definition is not { } definition)
        {
            broken(document);
            return null;
        }
        if (used.ContainsKey(definition))
            return definition;
        if (depth == DeepestUse)
        {
            report(Descriptors.TooLarge, where, $"Definitions use each other over more than {DeepestUse} levels.");
            return null;
        }
        used.Add(definition, document);
        WarnIfHiding(document, report);
        depth++;
        // What a definition uses must exist even where a condition keeps it out of this architecture.
        var complete = definition.Uses.Select(use => Find(use.Name, use.Kind, use.Where, report)).ToList().All(found => found is not null);
        depth--;
        return complete ? definition : null;
    }

    /// <summary>Reports where there is no such definition, or only a broken one. It does not count as used.</summary>
    public void Check(string name, DefinitionKind kind, SourceSpan where, Report report) =>
        new DefinitionFinder(files, broken).Find(name, kind, where, report);

    /// <summary>Slots of a definition, of what it uses and of what it is given.</summary>
    public IReadOnlyCollection<string> SlotsOf(DefinitionCall call)
    {
        var slots = new List<string>();
        var seen = new HashSet<Definition>();
        // In the order of writing, what is used before what follows it; no recursion, since chains may be long.
        var open = new Stack<Definition>(Used(call.Uses).Append(call.Definition));
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (!seen.Add(next))
                continue;
            slots.AddRange(next.Slots);
            foreach (var used in Used(next.Uses))
                open.Push(used);
        }
        return slots.Distinct().ToList();

        IEnumerable<Definition> Used(IEnumerable<UseStep> uses) => uses
            .Select(use => files.FindDefinition(use.Name, use.Kind, use.Where.File)?.Definition).OfType<Definition>().Reverse();
    }

    /// <summary>Reports a recipe that does not exist.</summary>
    public void CheckRecipe(string name, SourceSpan where, Report report)
    {
        var document = files.FindRecipe(name, where.File);
        if (document is null)
            report(Descriptors.UnknownRecipe, where,
                $"There is no recipe '{name}'.{Suggestion.OrList(name, files.Names("recipes", where.File))}");
        else if (document.IsBroken)
            broken(document);
        else
            Recipes.Read(document, files, report, broken);
    }

    private void WarnIfHiding(Document document, Report report)
    {
        var definition = document.Definition!;
        var folder = definition.Kind == DefinitionKind.Block ? "blocks" : "gates";
        if (files.HiddenBy(document, folder) is { } hidden)
            report(Descriptors.HidesDefinition, definition.Where,
                $"This definition hides '{hidden.File.Path}', which has the same name and another content.");
    }

    private IEnumerable<string> Names(DefinitionKind? kind, string from) => kind switch
    {
        DefinitionKind.Block => files.Names("blocks", from),
        DefinitionKind.Gate => files.Names("gates", from),
        _ => files.Names("blocks", from).Concat(files.Names("gates", from)),
    };
}
