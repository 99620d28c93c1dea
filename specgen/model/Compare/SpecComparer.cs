using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Compare;

/// <summary>Finds what differs between two architectures, and what each difference costs.</summary>
public sealed class SpecComparer
{
    // Each change is compiled to see what it does.
    private const int MostEffects = 50;
    private const string VariantName = "variant-between-two-specs.yaml";

    private readonly CompiledSpec before;
    private readonly CompiledSpec after;
    private readonly IReadOnlyList<SourceFile> files;
    private readonly PlainSpec a;
    private readonly PlainSpec b;
    private readonly List<SpecChange> changes = [];

    private SpecComparer(CompiledSpec before, CompiledSpec after, IReadOnlyList<SourceFile> files)
    {
        (this.before, this.after, this.files) = (before, after, files);
        (a, b) = (PlainSpec.Of(before), PlainSpec.Of(after));
    }

    /// <summary>Compares.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    /// <param name="files">Every file that either was made from.</param>
    /// <param name="recipes">Recipes in reach.</param>
    public static Comparison Compare(
        CompiledSpec before, CompiledSpec after, IReadOnlyList<SourceFile> files, IReadOnlyList<RecipeFile> recipes)
    {
        var comparer = new SpecComparer(before, after, files);
        comparer.Find(recipes);
        return new Comparison(
            before.Hash == after.Hash, comparer.changes, Layers(before.Graph, after.Graph), Operations(before.Graph, after.Graph));
    }

    private void Find(IReadOnlyList<RecipeFile> recipes)
    {
        foreach (var key in ArchitectureReader.Keys.Where(key => key is not ("head" or "recipe")))
            CompareTop(key);
        CompareStages();
        CompareTop("head");
        CompareDefinitions();
        CompareRecipes(recipes);
    }

    private void CompareTop(string key)
    {
        var (left, right) = (Find(a.Top, key), Find(b.Top, key));
        if (Differ(left, right))
            Note(key, left, right, a with { Top = With(a.Top, key, right) });
    }

    private void CompareStages()
    {
        var common = Math.Min(a.Stages.Count, b.Stages.Count);
        CompareEach(common, "block", stage => new YamlScalar(stage.Block, true, default),
            (stage, value) => stage with { Block = ((YamlScalar)value!).Text });
        CompareEach(common, "repeat", stage => stage.Repeat, (stage, value) => stage with { Repeat = value });
        CompareEach(common, "name", stage => stage.Name, (stage, value) => stage with { Name = value });
        foreach (var name in a.Stages.Concat(b.Stages).SelectMany(stage => stage.Arguments.Keys).Distinct().ToList())
        {
            CompareEach(common, name, stage => Find(stage.Arguments, name),
                (stage, value) => stage with { Arguments = With(stage.Arguments, name, value) });
        }
        CompareGates(common);
        for (var i = common; i < a.Stages.Count; i++)
            Note($"stage {i + 1}", a.Stages[i].OneLine(), null, a with { Stages = [.. a.Stages.Take(i), .. a.Stages.Skip(i + 1)] });
        for (var i = common; i < b.Stages.Count; i++)
            Note($"stage {i + 1}", null, b.Stages[i].OneLine(), a with { Stages = [.. a.Stages, b.Stages[i]] });
    }

    // A difference that is the same in all stages is one difference.
    private void CompareEach(
        int common, string what, Func<PlainStage, YamlNode?> get, Func<PlainStage, YamlNode?, PlainStage> set)
    {
        var stages = Enumerable.Range(0, common).ToList();
        foreach (var group in stages
            .Where(i => Differ(get(a.Stages[i]), get(b.Stages[i])))
            .GroupBy(i => (Text(get(a.Stages[i])), Text(get(b.Stages[i])))))
        {
            var (which, first) = (group.ToList(), group.First());
            Note(Prefix(which, common) + what, get(a.Stages[first]), get(b.Stages[first]),
                WithStages(which, i => set(a.Stages[i], get(b.Stages[i]))));
        }
    }

    private void CompareGates(int common)
    {
        var removed = Gates(common, a, b);
        var added = Gates(common, b, a);
        foreach (var gate in removed)
            Note(Prefix(gate.Stages, common) + gate.Text, gate.Text, null,
                WithStages(gate.Stages, i => Without(a.Stages[i], gate.Text)));
        foreach (var gate in added)
            Note(Prefix(gate.Stages, common) + gate.Text, null, gate.Text,
                WithStages(gate.Stages, i => a.Stages[i] with { Gates = [.. a.Stages[i].Gates, gate.Node] }));
        var reordered = Enumerable.Range(0, common)
            .Where(i => removed.All(gate => !gate.Stages.Contains(i)) && added.All(gate => !gate.Stages.Contains(i)))
            .Where(i => !a.Stages[i].Gates.Select(Describe).SequenceEqual(b.Stages[i].Gates.Select(Describe)))
            .ToList();
        if (reordered.Count > 0)
            Note(Prefix(reordered, common) + "order of gates", Order(a.Stages[reordered[0]]), Order(b.Stages[reordered[0]]),
                WithStages(reordered, i => a.Stages[i] with { Gates = b.Stages[i].Gates }));

        static PlainStage Without(PlainStage stage, string gate) =>
            stage with { Gates = [.. stage.Gates.Where(other => Describe(other) != gate)] };

        static string Order(PlainStage stage) => string.Join("; ", stage.Gates.Select(Describe));
    }

    // The gates that one has and the other has not, with the stages where that is so.
    private static List<(string Text, YamlNode Node, List<int> Stages)> Gates(int common, PlainSpec of, PlainSpec notOf)
    {
        var found = new List<(string Text, YamlNode Node, List<int> Stages)>();
        for (var i = 0; i < common; i++)
        {
            var others = notOf.Stages[i].Gates.Select(Describe).ToList();
            foreach (var gate in of.Stages[i].Gates.Where(gate => !others.Contains(Describe(gate))))
            {
                var text = Describe(gate);
                var at = found.FindIndex(known => known.Text == text);
                if (at < 0)
                    found.Add((text, gate, [i]));
                else if (!found[at].Stages.Contains(i))
                    found[at].Stages.Add(i);
            }
        }
        return found;
    }

    private static string Describe(YamlNode gate)
    {
        if (gate is not YamlMapping map)
            return PlainSpec.OneLine(gate);
        var rest = map.Entries
            .Where(entry => entry.Key.Text is not ("gate" or "at"))
            .OrderBy(entry => entry.Key.Text, StringComparer.Ordinal)
            .Select(entry => $", {entry.Key.Text}: {PlainSpec.OneLine(entry.Value)}");
        return $"gate {Text(map["gate"])} at {Text(map["at"])}{string.Concat(rest)}";
    }

    private void CompareDefinitions()
    {
        foreach (var file in before.Definitions)
        {
            var other = after.Definitions.FirstOrDefault(candidate => Paths.Name(candidate.Path) == Paths.Name(file.Path));
            if (other is not null && other.Text != file.Text)
                changes.Add(new SpecChange($"definition {Naming.Stem(file.Path)}", file.Path, other.Path));
        }
    }

    private void CompareRecipes(IReadOnlyList<RecipeFile> recipes)
    {
        if (before.RecipeName == after.RecipeName)
            return;
        changes.Add(new SpecChange("recipe", before.RecipeName, after.RecipeName) { Effect = new ChangeEffect(true, 0, 0) });
        if (Find(before.RecipeName) is { } left && Find(after.RecipeName) is { } right)
            changes.AddRange(RecipeChanges.Between(left, right).Select(change =>
                new SpecChange($"recipe: {change.Key}", change.Before, change.After) { Effect = new ChangeEffect(true, 0, 0) }));

        Recipe? Find(string? name) => recipes.FirstOrDefault(file => file.Recipe.Name == name)?.Recipe;
    }

    private PlainSpec WithStages(ICollection<int> which, Func<int, PlainStage> change) =>
        a with { Stages = [.. a.Stages.Select((stage, i) => which.Contains(i) ? change(i) : stage)] };

    private void Note(string what, YamlNode? left, YamlNode? right, PlainSpec variant) =>
        Note(what, left is null ? null : Text(left), right is null ? null : Text(right), variant);

    private void Note(string what, string? left, string? right, PlainSpec variant) => changes.Add(new SpecChange(what, left, right)
    {
        Effect = changes.Count < MostEffects ? Effect(variant) : null,
    });

    private ChangeEffect? Effect(PlainSpec variant)
    {
        // Beside the second: what is new in it is found from there.
        var path = Paths.Combine(Paths.Folder(after.Path), VariantName);
        var compiled = SpecCompiler.Compile([.. files, new SourceFile(path, variant.Write())], [path]).Specs;
        return compiled.Count == 0 ? null : new ChangeEffect(
            compiled[0].Hash == before.Hash,
            compiled[0].Costs.Parameters - before.Costs.Parameters,
            compiled[0].Costs.Macs - before.Costs.Macs);
    }

    private static string Prefix(IReadOnlyCollection<int> stages, int common) =>
        stages.Count == common && common > 1 ? ""
        : $"{(stages.Count == 1 ? "stage" : "stages")} {string.Join(", ", stages.Select(i => i + 1))}: ";

    private static bool Differ(YamlNode? left, YamlNode? right) => Text(left) != Text(right);

    private static string Text(YamlNode? node) => node is null ? "" : PlainSpec.OneLine(node);

    private static YamlNode? Find(IReadOnlyDictionary<string, YamlNode> map, string key) =>
        map.TryGetValue(key, out var node) ? node : null;

    private static IReadOnlyDictionary<string, YamlNode> With(IReadOnlyDictionary<string, YamlNode> map, string key, YamlNode? value)
    {
        var copy = map.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (value is null)
            copy.Remove(key);
        else
            copy[key] = value;
        return copy;
    }

    private static LayerChanges Layers(NetworkGraph before, NetworkGraph after)
    {
        var (left, right) = (Named(before), Named(after));
        var common = left.Where(pair => right.ContainsKey(pair.Key)).ToList();
        var same = common.Count(pair => pair.Value.SameStateAs(right[pair.Key]));
        return new LayerChanges(same, common.Count - same, right.Count - common.Count, left.Count - common.Count);

        static Dictionary<string, Op> Named(NetworkGraph graph) =>
            graph.Ops.Where(op => op.HasState && op.SharesWith is null).ToDictionary(op => op.Path);
    }

    private static IReadOnlyDictionary<string, int> Operations(NetworkGraph before, NetworkGraph after)
    {
        var difference = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (graph, sign) in new[] { (before, -1), (after, 1) })
        {
            foreach (var op in graph.Ops.Where(op => op is not InputOp))
            {
                var kind = op.Label.Split(' ')[0];
                difference[kind] = (difference.TryGetValue(kind, out var count) ? count : 0) + sign;
            }
        }
        return difference.Where(pair => pair.Value != 0).ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
