using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Recipes with what they extend: groups of keys merge, of an optimiser or schedule of another kind nothing is inherited.</summary>
internal static class Recipes
{
    private const int LongestChain = 32;

    /// <summary>The whole recipe of a file; null after reporting why there is none.</summary>
    /// <param name="document">A recipe's file.</param>
    /// <param name="files">Where to find what it extends: by name, the nearest recipe first.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="broken">Called with each file on the way that is itself broken.</param>
    public static Recipe? Read(Document document, FileSet files, Report report, Action<Document> broken)
    {
        if (document.Root?["extends"] is null || document.IsBroken)
            return document.Recipe;
        return Merge(document, files, report, broken, []) is { } root ? new RecipeReader(report, isOwn: place => place.File == document.File.Path).ReadRoot(root) : null;
    }

    private static YamlMapping? Merge(Document document, FileSet files, Report report, Action<Document> broken, List<Document> chain)
    {
        if (document.IsBroken)
        {
            broken(document);
            return null;
        }
        var root = document.Root!;
        if (root.Find("extends")?.Value is not { } extends)
            return root;
        if (extends is not YamlScalar { IsNull: false } name)
        {
            report(Descriptors.WrongType, extends.Where, $"'extends' must be the name of a recipe, found {extends.Noun}.");
            return null;
        }
        chain.Add(document);
        // A recipe may extend the one of the same name that it hides.
        if (files.FindRecipe(name.Text, document.File.Path, except: document) is not { } parent)
        {
            var others = files.Names("recipes", document.File.Path).Where(other => other != Text.Sources.Naming.Stem(document.File.Path));
            report(Descriptors.UnknownRecipe, name.Where, $"There is no recipe '{name.Text}' to extend.{Suggestion.OrList(name.Text, others)}");
            return null;
        }
        if (chain.Contains(parent) || chain.Count > LongestChain)
        {
            var names = chain.Append(parent).Select(one => one.Root?["recipe"] is YamlScalar text ? text.Text : one.File.Path);
            report(Descriptors.ExtendsCycle, chain[0].Root!["extends"]!.Where, $"Recipes extend each other in a circle: {string.Join(" -> ", names)}.");
            return null;
        }
        return Merge(parent, files, report, broken, chain) is { } inherited ? RecipeChanges.Merge(inherited, root) : null;
    }
}
