using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Tests.Fuzz;

/// <summary>
/// Every shipped file with fewer blocks and without budgets: the same language in a fraction of the time. Also which file uses which, so
/// that a changed definition is also tried in a network.
/// </summary>
internal sealed class Corpus
{
    private const int MostBlocks = 2;

    /// <summary>The shrunk files.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The smallest architectures that use a file, by the file's path.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Users { get; }

    public Corpus(IEnumerable<SourceFile> shipped)
    {
        Files = shipped.Select(file => file with { Text = Shrink(file.Text) }).ToList();
        var result = SpecCompiler.Compile(Files);
        result.Diagnostics.Where(finding => finding.Severity == Severity.Error).Should().BeEmpty("shrunk specs are still specs");
        Users = result.Specs
            .OrderBy(spec => spec.Graph.Ops.Count)
            .SelectMany(spec => spec.Definitions.Select(definition => (Definition: definition.Path, spec.Path)))
            .GroupBy(pair => pair.Definition)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)group.Select(pair => pair.Path).Take(3).ToList());
    }

    private static string Shrink(string text) => YamlWriter.Write(Shrink(Mutator.Read(text)!));

    private static YamlNode Shrink(YamlNode node) => node switch
    {
        YamlSequence list => list with { Items = list.Items.Select(Shrink).ToList() },
        YamlMapping map => map with
        {
            Entries = map.Entries.Where(entry => entry.Key.Text != "expect")
                .Select(entry => new YamlEntry(entry.Key, entry.Key.Text is "repeat" or "times" ? Fewer(entry.Value) : Shrink(entry.Value)))
                .ToList(),
        },
        _ => node,
    };

    private static YamlNode Fewer(YamlNode count) =>
        count is YamlScalar scalar && int.TryParse(scalar.Text, out var number) && number > MostBlocks
            ? scalar with { Text = $"{MostBlocks}" }
            : Shrink(count);
}
