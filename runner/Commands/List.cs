using System.CommandLine;
using System.Globalization;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Models;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>list</c>: the available architectures, studies, recipes, blocks and gates. Never loads libtorch.</summary>
public static class List
{
    private const string SpecsFolder = "specs";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command(
            "list", "List architectures (from ./specs and compiled in), studies, claims, recipes, blocks and gates.")
        {
            json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command.WithExamples("""
            runner list                                               architectures, studies, claims, recipes, blocks, gates
            """);
    }

    private static int Run(bool asJson)
    {
        var found = Directory.Exists(SpecsFolder) ? Directory.GetFiles(SpecsFolder, "*.yaml", SearchOption.AllDirectories) : [];
        var targets = found.Select(SpecFiles.Absolute).ToList();
        var files = SpecFiles.Gather(targets);
        var result = SpecCompiler.Compile(files, targets);
        var architectures = result.Specs.Select(OnDisk).ToList();
        architectures.AddRange(Catalogue.All.Where(entry => architectures.All(known => known.Stem != entry.Info.Stem)).Select(entry => CompiledIn(entry.Info)));
        architectures.Sort((a, b) => string.CompareOrdinal(a.Shown, b.Shown));
        var recipes = result.Recipes.Select(file => file.Recipe).DistinctBy(recipe => recipe.Name).OrderBy(recipe => recipe.Name, StringComparer.Ordinal).ToList();
        var (blocks, gates) = (DefinitionList.Of("block", files), DefinitionList.Of("gate", files));

        if (asJson)
        {
            JsonOutput.WriteObject(json =>
            {
                json.WriteArray("architectures", architectures, item =>
                {
                    json.WriteString("stem", item.Stem);
                    json.WriteString("name", item.Name);
                    json.WriteString("file", item.File);
                    json.WriteNumber("parameters", item.Parameters);
                    json.WriteNumber("macs", item.Macs);
                    json.WriteString("build", item.Build);
                });
                json.WriteArray("studies", result.Studies, study =>
                {
                    json.WriteString("name", study.Study.Name);
                    json.WriteString("file", SpecFiles.Shown(study.Path));
                    json.WriteNumber("specs", study.Specs.Count);
                    json.WriteString("summary", study.Study.Summary);
                });
                json.WriteArray("claims", result.Claims, claims =>
                {
                    json.WriteString("name", claims.Claims.Name);
                    json.WriteString("file", SpecFiles.Shown(claims.Path));
                    json.WriteString("report", claims.Claims.Report);
                    json.WriteString("summary", claims.Claims.Summary);
                });
                json.WriteArray("recipes", recipes, recipe =>
                {
                    json.WriteString("name", recipe.Name);
                    json.WriteNumber("epochs", recipe.Epochs);
                    json.WriteString("summary", recipe.Summary);
                });
                json.WriteArray("blocks", blocks, block => WriteDefinition(block));
                json.WriteArray("gates", gates, gate => WriteDefinition(gate));

                void WriteDefinition(ListedDefinition definition)
                {
                    json.WriteString("name", definition.Name);
                    json.WriteString("summary", definition.Summary);
                }
            });
        }
        else
        {
            Show("Architectures", ["spec", "name", ">parameters", ">MACs", "in the build"],
                architectures.Select(item => new[]
                {
                    item.Shown, item.Name, DisplayFormat.Count(item.Parameters), DisplayFormat.Count(item.Macs), item.Build,
                }));
            if (result.Studies.Count > 0)
            {
                Show("Studies", ["study", ">specs", "summary"], result.Studies
                    .Select(study => new[]
                    {
                        BelowSpecs(SpecFiles.Shown(study.Path))!, DisplayFormat.Count(study.Specs.Count), study.Study.Summary,
                    }));
            }
            if (result.Claims.Count > 0)
                Show("Claims", ["claims", "summary"], result.Claims.Select(claims => new[] { BelowSpecs(SpecFiles.Shown(claims.Path))!, claims.Claims.Summary }));
            Show("Recipes", ["name", ">epochs", "summary"],
                recipes.Select(recipe => new[] { recipe.Name, recipe.Epochs.ToString(CultureInfo.InvariantCulture), recipe.Summary }));
            Show("Blocks", ["name", "summary"], blocks.Select(block => new[] { block.Name, block.Summary }));
            Show("Gates", ["name", "summary"], gates.Select(gate => new[] { gate.Name, gate.Summary }));
        }
        if (result.Diagnostics.Any(diagnostic => diagnostic.Severity == Compiler.Text.Diagnostics.Severity.Error))
            Console.Error.WriteLine($"Some files have errors and are not listed; 'validate {SpecsFolder}' shows the errors.");
        return ExitCode.Done;
    }

    // The part of the path between the folder and the extension; --spec needs both around it.
    private static string? BelowSpecs(string? file)
    {
        var path = file?.Replace('\\', '/');
        return path is not null && path.StartsWith(SpecsFolder + "/", StringComparison.Ordinal)
            ? Path.ChangeExtension(path[(SpecsFolder.Length + 1)..], null)
            : path;
    }

    private static ListedArchitecture OnDisk(CompiledSpec spec)
    {
        var entry = Catalogue.All.FirstOrDefault(entry => entry.Info.Stem == spec.Stem);
        var build = entry is null ? "no" : entry.Info.SpecHash == spec.Hash ? "yes" : "edited since";
        return new ListedArchitecture(spec.Stem, spec.Graph.Name, SpecFiles.Shown(spec.Path), spec.Costs.Parameters, spec.Costs.Macs, build);
    }

    private static ListedArchitecture CompiledIn(Nn.NetworkInfo info) => new(info.Stem, info.Name, null, info.Parameters, info.Macs, "yes");

    private static void Show(string title, string[] header, IEnumerable<string[]> rows)
    {
        Console.Out.WriteLine(title);
        Console.Out.WriteLine(TextTable.Render(header, rows));
    }

    private sealed record ListedArchitecture(string Stem, string Name, string? File, long Parameters, long Macs, string Build)
    {
        public string Shown => BelowSpecs(File) ?? Stem;
    }
}
