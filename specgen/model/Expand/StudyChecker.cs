using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Checks a study against the other files: whatever it names must exist.</summary>
internal static class StudyChecker
{
    /// <summary>Reports specs and claims that are missing or are none, and a recipe that does not exist.</summary>
    /// <param name="study">The study.</param>
    /// <param name="document">Its file.</param>
    /// <param name="files">The files there are.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="broken">Called with every broken file that is named.</param>
    public static void Check(Study study, Document document, FileSet files, Report report, Action<Document> broken)
    {
        var root = document.Root!;
        var named = new NamedFiles(files, broken);
        // What was wrong in itself is not among the study's specs any more.
        var open = new HashSet<string>(study.Specs, StringComparer.Ordinal);
        foreach (var spec in ((YamlSequence)root["specs"]!).Items.OfType<YamlScalar>().Where(item => open.Remove(item.Text)))
            named.CheckArchitecture(spec, "study", "studied", report);
        foreach (var claims in ((root["claims"] as YamlSequence)?.Items ?? []).OfType<YamlScalar>().Where(item => study.Claims.Contains(item.Text)))
            named.CheckClaims(claims, report);
        IReadOnlyList<YamlNode> recipes = root["recipe"] switch { YamlSequence list => list.Items, YamlNode one => [one], _ => [] };
        foreach (var recipe in recipes.OfType<YamlScalar>().Where(item => study.Recipes.Contains(item.Text)))
            new DefinitionFinder(files, broken).CheckRecipe(recipe.Text, recipe.Where, report);
    }
}
