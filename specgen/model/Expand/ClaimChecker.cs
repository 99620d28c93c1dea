using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Checks claims against the other files: whatever they name must exist.</summary>
internal static class ClaimChecker
{
    /// <summary>Reports specs that are missing or are not architectures, and recipes that do not exist.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="document">Their file.</param>
    /// <param name="files">The files there are.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="broken">Called with every broken file that is named.</param>
    public static void Check(ClaimSet claims, Document document, FileSet files, Report report, Action<Document> broken)
    {
        var root = document.Root!;
        var named = new NamedFiles(files, broken);
        foreach (var spec in ClaimReader.Rows(root).Select(row => row["spec"]).OfType<YamlScalar>().Where(spec => Paths.IsRelative(spec.Text)))
            named.CheckArchitecture(spec, "count", "counted", report);
        var definitions = new DefinitionFinder(files, broken);
        foreach (var protocol in claims.Protocols.Where(protocol => protocol.Recipe is not null))
        {
            var place = ((YamlMapping)((YamlMapping)root["protocols"]!)[protocol.Name]!)["recipe"]!.Where;
            definitions.CheckRecipe(protocol.Recipe!, place, report);
        }
    }
}
