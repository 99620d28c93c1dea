using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Checks a study against the other files: whatever it names must exist.</summary>
internal static class StudyChecker
{
    /// <summary>Reports specs that are missing or are not architectures, and a recipe that does not exist.</summary>
    /// <param name="study">The study.</param>
    /// <param name="document">Its file.</param>
    /// <param name="files">The files there are.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="broken">Called with every broken file that is named.</param>
    public static void Check(Study study, Document document, FileSet files, Report report, Action<Document> broken)
    {
        var root = document.Root!;
        var known = new Lazy<ILookup<string, string>>(() => files.Paths.ToLookup(Paths.Folder, Paths.Name));
        // What was wrong in itself is not among the study's specs any more.
        var open = new HashSet<string>(study.Specs, StringComparer.Ordinal);
        foreach (var spec in ((YamlSequence)root["specs"]!).Items.OfType<YamlScalar>().Where(item => open.Remove(item.Text)))
        {
            var target = Paths.Combine(Paths.Folder(document.File.Path), spec.Text);
            if (files.Get(target) is not { } other)
            {
                var written = spec.Text.Substring(0, spec.Text.LastIndexOf('/') + 1);
                var near = known.Value[Paths.Folder(target)].Select(name => written + name);
                report(Descriptors.MissingFile, spec.Where, $"There is no file '{target}' to study.{Suggestion.For(spec.Text, near)}");
            }
            else if (other.IsBroken)
            {
                broken(other);
            }
            else if (other.Kind != DocumentKind.Architecture)
            {
                report(Descriptors.MissingFile, spec.Where, $"'{target}' is not an architecture; only architectures can be studied.");
            }
        }
        IReadOnlyList<YamlNode> named = root["recipe"] switch { YamlSequence list => list.Items, YamlNode one => [one], _ => [] };
        foreach (var recipe in named.OfType<YamlScalar>().Where(item => study.Recipes.Contains(item.Text)))
            new DefinitionFinder(files, broken).CheckRecipe(recipe.Text, recipe.Where, report);
    }
}
