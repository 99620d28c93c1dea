using System.Globalization;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Compare;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Lab.Training;

/// <summary>In what a run that is to be resumed differs from what is asked for.</summary>
internal static class RunDifferences
{
    /// <summary>One sentence for each difference that changes the result. Another device or number of threads may change its last bits only.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="before">Its record.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="now">The record of that.</param>
    /// <exception cref="CheckpointException">The folder's spec or recipe cannot be read.</exception>
    public static IReadOnlyList<string> Between(string path, RunRecord before, TrainingRequest request, RunRecord now)
    {
        var files = Documents(path);
        var old = SpecCompiler.Compile(files, [files[0].Path]);
        var changes = new List<string>();
        if (before.SpecHash != now.SpecHash)
            changes.AddRange(old.Specs.Count == 0
                ? [$"spec: {before.Spec} is not {now.Spec}"]
                : SpecComparer.Compare(old.Specs[0], request.Spec, [.. files, .. request.Spec.Definitions], old.Recipes).Changes
                    .Where(change => !change.What.StartsWith("recipe", StringComparison.Ordinal))
                    .Select(change => Line($"spec: {change.What}", change.Before, change.After)).DefaultIfEmpty("spec: another network"));
        if (before.RecipeHash != now.RecipeHash)
        {
            var recipe = old.Recipes.FirstOrDefault(file => file.Recipe.Name == before.Recipe && file.Path.StartsWith("recipes/", StringComparison.Ordinal))?.Recipe;
            changes.AddRange(recipe is null
                ? [$"recipe: {before.Recipe} is not {now.Recipe}"]
                : RecipeChanges.Between(recipe, request.Recipe).Select(change => Line($"recipe: {change.Key}", change.Before, change.After))
                    .DefaultIfEmpty($"recipe: the run's own copy of {before.Recipe} is no longer what the run began with"));
        }
        if (before.DataChecksum != now.DataChecksum)
            changes.Add($"data: {before.Data} from {before.DataSource} has other images than {now.Data} from {now.DataSource}");
        else if (!before.InputMean.SequenceEqual(now.InputMean) || !before.InputStd.SequenceEqual(now.InputStd))
            changes.Add($"data: mean and standard deviation of the training images: {Figures(before)} in the run, {Figures(now)} now");
        if (before.Seed != now.Seed)
            changes.Add(Line("seed", $"{before.Seed}", $"{now.Seed}"));
        if (before.Precision != now.Precision && !changes.Any(change => change.StartsWith("recipe: precision", StringComparison.Ordinal)))
            changes.Add(Line("precision", before.Precision, now.Precision));
        return changes;
    }

    // In full, for they differ somewhere.
    private static string Figures(RunRecord record) => $"{Channels(record.InputMean)} and {Channels(record.InputStd)}";

    private static string Channels(IReadOnlyList<double> figures) =>
        string.Join(", ", figures.Select(figure => figure.ToString(CultureInfo.InvariantCulture)));

    private static string Line(string what, string? before, string? after) => $"{what}: {before ?? "nothing"} in the run, {after ?? "nothing"} now";

    // The run's own copies; the spec is the first.
    private static List<SourceFile> Documents(string path)
    {
        try
        {
            return
            [
                Read(RunDirectory.SpecName),
                .. new[] { "blocks", "gates", "recipes" }.Where(folder => Directory.Exists(Path.Combine(path, folder)))
                    .SelectMany(folder => Directory.GetFiles(Path.Combine(path, folder), "*.yaml").Order(StringComparer.Ordinal)
                        .Select(file => Read($"{folder}/{Path.GetFileName(file)}"))),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: the run's spec cannot be read: {e.Message}", e);
        }

        SourceFile Read(string name) => new(name, File.ReadAllText(Path.Combine(path, name)));
    }
}
