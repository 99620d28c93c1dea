using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Compare;

/// <summary>
/// An architecture as a map in which every stage says everything itself: what is written at the top for all stages has
/// gone into them, as far as their blocks declare it. Two that mean the same thus read the same.
/// </summary>
internal sealed record PlainSpec(IReadOnlyDictionary<string, YamlNode> Top, IReadOnlyList<PlainStage> Stages)
{
    private static readonly string[] IntoStages = ["block", "repeat", "with", "gates", "stages"];
    private static readonly string[] LeftOut = ["language", "name", "summary", "expect", "allow"];

    /// <summary>Reads a compiled spec back from its resolved text.</summary>
    public static PlainSpec Of(CompiledSpec spec)
    {
        var resolved = YamlReader.Read(new SourceFile(spec.Path, spec.ResolvedYaml), (_, _, _) => { });
        var root = resolved as YamlMapping ?? new YamlMapping([], default);
        var parameters = spec.Definitions
            .Select(file => Document.Of(file).Definition)
            .OfType<Definition>()
            .Where(definition => definition.Kind == DefinitionKind.Block)
            .GroupBy(definition => definition.Name)
            .ToDictionary(group => group.Key, group => new HashSet<string>(group.First().Parameters.Select(parameter => parameter.Name)));
        var shared = (root["with"] as YamlMapping)?.Entries ?? [];
        var stages = ((root["stages"] as YamlSequence)?.Items ?? []).OfType<YamlMapping>().Select(stage =>
        {
            var block = ((stage["block"] ?? root["block"]) as YamlScalar)?.Text ?? "";
            var own = Arguments.Read(stage, ArchitectureReader.StageKeys, (_, _, _) => { });
            var declared = parameters.TryGetValue(block, out var names) ? names : [];
            var arguments = own.ToDictionary(entry => entry.Key.Text, entry => entry.Value);
            foreach (var entry in shared.Where(entry => declared.Contains(entry.Key.Text) && !arguments.ContainsKey(entry.Key.Text)))
                arguments.Add(entry.Key.Text, entry.Value);
            var gates = ((stage["gates"] ?? root["gates"]) as YamlSequence)?.Items ?? [];
            return new PlainStage(block, stage["repeat"] ?? root["repeat"], stage["name"], arguments, gates);
        });
        var top = root.Entries
            .Where(entry => !IntoStages.Contains(entry.Key.Text) && !LeftOut.Contains(entry.Key.Text))
            .ToDictionary(entry => entry.Key.Text, entry => entry.Value);
        return new PlainSpec(top, stages.ToList());
    }

    /// <summary>The architecture file that it is.</summary>
    public string Write()
    {
        var entries = Top.Select(pair => Entry(pair.Key, pair.Value))
            .Prepend(Entry("name", new YamlScalar("Variant", true, default)))
            .Append(Entry("stages", new YamlSequence([.. Stages.Select(stage => stage.Write())], default)));
        return YamlWriter.Write(new YamlMapping([.. entries], default));
    }

    /// <summary>One key with its value.</summary>
    public static YamlEntry Entry(string key, YamlNode value) => new(new YamlScalar(key, true, default), value);

    /// <summary>A node on one line, as it would be written inside braces.</summary>
    public static string OneLine(YamlNode node) => node switch
    {
        YamlScalar { Plain: true } scalar => Visible(scalar.Text),
        YamlScalar scalar => $"\"{Visible(scalar.Text)}\"",
        YamlSequence list => $"[{string.Join(", ", list.Items.Select(OneLine))}]",
        YamlMapping map => $"{{ {string.Join(", ", map.Entries.Select(entry => $"{entry.Key.Text}: {OneLine(entry.Value)}"))} }}",
        _ => throw new NotSupportedException($"No text form for {node.GetType().Name}."),
    };

    // What is shown on terminals must not steer them.
    private static string Visible(string text) => new([.. text.Select(c => char.IsControl(c) ? '?' : c)]);
}

/// <summary>A stage that says everything itself.</summary>
/// <param name="Block">Its block.</param>
/// <param name="Repeat">Number of blocks; null: one.</param>
/// <param name="Name">Its own name; null: its number.</param>
/// <param name="Arguments">Arguments of its block.</param>
/// <param name="Gates">Entries of its gates.</param>
internal sealed record PlainStage(
    string Block, YamlNode? Repeat, YamlNode? Name, IReadOnlyDictionary<string, YamlNode> Arguments, IReadOnlyList<YamlNode> Gates)
{
    /// <summary>The map that it is in a file.</summary>
    public YamlMapping Write()
    {
        var entries = new List<YamlEntry> { PlainSpec.Entry("block", new YamlScalar(Block, true, default)) };
        if (Repeat is not null)
            entries.Add(PlainSpec.Entry("repeat", Repeat));
        if (Name is not null)
            entries.Add(PlainSpec.Entry("name", Name));
        var arguments = Arguments.Select(pair => PlainSpec.Entry(pair.Key, pair.Value));
        entries.Add(PlainSpec.Entry("with", new YamlMapping([.. arguments], default)));
        entries.Add(PlainSpec.Entry("gates", new YamlSequence([.. Gates], default)));
        return new YamlMapping(entries, default);
    }

    /// <summary>It on one line.</summary>
    public string OneLine() => string.Join(", ", new[] { Block }
        .Concat(Repeat is null ? [] : [$"repeat: {PlainSpec.OneLine(Repeat)}"])
        .Concat(Arguments.Select(pair => $"{pair.Key}: {PlainSpec.OneLine(pair.Value)}"))
        .Concat(Gates.Select(gate => $"gate {PlainSpec.OneLine(gate)}")));
}
