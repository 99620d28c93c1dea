using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Training;

/// <summary>Which recipe a run follows.</summary>
internal static class RecipeChoice
{
    /// <summary>
    /// The recipe that was named, by name or by file; otherwise the one that suits the data set, otherwise the spec's own.
    /// Then the command line's changes are made.
    /// </summary>
    /// <param name="named">What the user named; null if nothing.</param>
    /// <param name="changes">KEY=VALUE, in the order in which they are made.</param>
    /// <param name="loaded">The spec, and the recipes within reach.</param>
    /// <param name="suited">The recipe that suits the data set; null if any does.</param>
    /// <exception cref="CommandFailure">There is no such recipe (bad spec), or a change is not possible (usage).</exception>
    public static Recipe Of(string? named, IReadOnlyList<string> changes, LoadedSpec loaded, string? suited)
    {
        var name = named ?? suited ?? loaded.Spec.RecipeName
            ?? throw new CommandFailure(ExitCode.Usage, $"{loaded.Path} names no recipe; pass --recipe NAME: {string.Join(", ", loaded.Recipes.Select(file => file.Recipe.Name).Distinct().Order(StringComparer.Ordinal))}.");
        return RecipeChanges.Set(Find(name, loaded), changes, out var problem) ?? throw new CommandFailure(ExitCode.Usage, problem!);
    }

    /// <summary>
    /// Every key that a change can name: <c>epochs</c>, <c>augment.flip</c>, <c>optimizer.sgd.momentum</c>. The kind of a group, here
    /// <c>sgd</c>, may be left out where it is the recipe's.
    /// </summary>
    public static IReadOnlyList<string> Keys => [.. Below(typeof(Recipe))];

    private static IEnumerable<string> Below(Type group) => RecipeTable.Keys(group).SelectMany(key => key.Kind switch
    {
        RecipeKeyKind.Group => Below(key.Type).Select(inner => $"{key.Name}.{inner}"),
        RecipeKeyKind.OneOf => RecipeTable.Kinds(key.Type).SelectMany(kind => Below(kind.Type).Select(inner => $"{key.Name}.{kind.Name}.{inner}")),
        RecipeKeyKind.Text => [],
        _ => (IEnumerable<string>)[key.Name],
    });

    /// <summary>Whether the user named a file rather than a recipe within reach.</summary>
    public static bool IsFile(string? recipe) => recipe is not null && (recipe.EndsWith(".yaml", StringComparison.Ordinal) || recipe.Contains('/'));

    private static Recipe Find(string name, LoadedSpec loaded)
    {
        if (IsFile(name))
        {
            var path = SpecFiles.Absolute(name);
            return loaded.Recipes.FirstOrDefault(file => file.Path == path)?.Recipe
                ?? throw new CommandFailure(ExitCode.BadSpec, $"{name} is not a recipe.");
        }
        // The longest path is the nearest to the spec; embedded recipes have none.
        if (loaded.Recipes.Where(file => file.Recipe.Name == name).MaxBy(file => Distance(file.Path)) is { } found)
            return found.Recipe;
        // It may exist but have errors.
        var namesakes = loaded.Files.Select(file => file.Path).Where(path => Path.GetFileNameWithoutExtension(path) == name).ToList();
        SpecLoader.ThrowErrors(SpecCompiler.Compile(loaded.Files, namesakes).Diagnostics);
        throw new CommandFailure(ExitCode.BadSpec, $"There is no recipe '{name}'.{Suggestion.OrList(name, loaded.Recipes.Select(file => file.Recipe.Name))}");
    }

    private static int Distance(string path) => Path.IsPathRooted(path) ? Path.GetDirectoryName(path)!.Length : 0;
}
