using System;
using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Sources;
using SeRes2Net.Compiler.Steps;

namespace SeRes2Net.Compiler.Resolve;

/// <summary>Finds definitions for one architecture and remembers what it used.</summary>
/// <param name="files">The files there are.</param>
/// <param name="broken">Called with every broken definition that is named.</param>
internal sealed class DefinitionFinder(FileSet files, Action<Document> broken)
{
    private readonly Dictionary<Definition, Document> used = [];

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
            report(Descriptors.UnknownDefinition, where, $"There is no {noun} '{name}'.{Suggestion.OrList(name, Names(kind, where.File))}");
            return null;
        }
        if (document.IsBroken || document.Definition is not { } definition)
        {
            broken(document);
            return null;
        }
        if (used.ContainsKey(definition))
            return definition;
        used.Add(definition, document);
        WarnIfHiding(document, report);
        // What a definition uses must exist even where a condition keeps it out of this architecture.
        var complete = definition.Uses.Select(use => Find(use.Name, use.Kind, use.Where, report)).ToList().All(found => found is not null);
        return complete ? definition : null;
    }

    /// <summary>Slots of a definition, of what it uses and of what it is given.</summary>
    public IReadOnlyCollection<string> SlotsOf(DefinitionCall call)
    {
        var slots = new List<string>();
        var seen = new HashSet<Definition>();
        Collect(call.Definition);
        CollectUses(call.Uses);
        return slots.Distinct().ToList();

        void Collect(Definition next)
        {
            if (!seen.Add(next))
                return;
            slots.AddRange(next.Slots);
            CollectUses(next.Uses);
        }

        void CollectUses(IEnumerable<UseStep> uses)
        {
            foreach (var use in uses)
            {
                if (files.FindDefinition(use.Name, use.Kind, use.Where.File)?.Definition is { } found)
                    Collect(found);
            }
        }
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
