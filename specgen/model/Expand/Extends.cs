using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>
/// Merges an architecture with what it extends: maps merge, <c>~</c> removes a key, lists are replaced, and
/// <c>stages</c> may be a map from numbers to changes. Every node keeps the place where it was written.
/// </summary>
internal static class Extends
{
    private const int LongestChain = 32;

    private static readonly string[] NotInherited = ["name", "summary", "expect", "allow", "extends", "language"];

    /// <summary>The merged content, without <c>extends</c>; null after reporting why there is none.</summary>
    /// <param name="document">An architecture.</param>
    /// <param name="files">Where to find what it extends.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="broken">Called with each file on the way that is itself broken.</param>
    public static YamlMapping? Merge(Document document, FileSet files, Report report, Action<Document> broken) =>
        Merge(document, files, report, broken, [document.File.Path]);

    private static YamlMapping? Merge(Document document, FileSet files, Report report, Action<Document> broken, List<string> chain)
    {
        if (document.IsBroken || document.Root is not { } root)
        {
            broken(document);
            return null;
        }
        if (root.Find("extends") is not { } extends)
            return root;
        var path = document.File.Path;
        if (extends.Value is not YamlScalar { IsNull: false } scalar)
        {
            report(Descriptors.WrongType, extends.Value.Where,
                $"'extends' must be the path of an architecture file, found {extends.Value.Noun}.");
            return null;
        }
        if (!Paths.IsRelative(scalar.Text))
        {
            report(Descriptors.InvalidValue, scalar.Where,
                $"'extends' is the path of a .yaml file relative to this one, such as ../base.yaml; found '{scalar.Text}'.");
            return null;
        }
        var target = Paths.Combine(Paths.Folder(path), scalar.Text);
        if (files.Get(target) is not { } parent)
        {
            var folder = Paths.Folder(path);
            var near = files.Paths.Where(other => Paths.Folder(other) == folder && other != path).Select(Paths.Name);
            report(Descriptors.MissingFile, scalar.Where, $"There is no file '{target}' to extend.{Suggestion.For(scalar.Text, near)}");
            return null;
        }
        if (chain.Contains(target))
        {
            // Everyone on the way finds the cycle; it is reported at the file that comes first in it.
            var cycle = chain.Skip(chain.IndexOf(target)).ToList();
            var first = cycle.OrderBy(other => other, StringComparer.Ordinal).First();
            var from = cycle.IndexOf(first);
            var inOrder = cycle.Skip(from).Concat(cycle.Take(from)).Concat([first]).Select(Paths.Name);
            var where = files.Get(first)?.Root?["extends"]?.Where ?? scalar.Where;
            report(Descriptors.ExtendsCycle, where, $"Files extend each other in a circle: {string.Join(" -> ", inOrder)}.");
            return null;
        }
        if (parent.Kind != DocumentKind.Architecture && !parent.IsBroken)
        {
            report(Descriptors.MissingFile, scalar.Where, $"'{target}' is not an architecture; only architectures can be extended.");
            return null;
        }
        if (chain.Count > LongestChain) // itself included
        {
            report(Descriptors.TooLarge, scalar.Where, $"Files extend each other over more than {LongestChain} levels.");
            return null;
        }
        chain.Add(target);
        var inherited = Merge(parent, files, report, broken, chain);
        return inherited is null ? null : MergeRoot(inherited, root, report);
    }

    private static YamlMapping MergeRoot(YamlMapping parent, YamlMapping child, Report report)
    {
        var kept = parent with { Entries = parent.Entries.Where(entry => !NotInherited.Contains(entry.Key.Text)).ToList() };
        var own = child with { Entries = child.Entries.Where(entry => entry.Key.Text != "extends").ToList() };
        return MergeMaps(kept, own, report, (key, before, change) =>
            key == "stages" && before is YamlSequence stages && change is YamlMapping changes ? MergeStages(stages, changes, report) : null);
    }

    private static YamlMapping MergeMaps(
        YamlMapping parent, YamlMapping child, Report report, Func<string, YamlNode, YamlNode, YamlNode?>? special = null)
    {
        var entries = parent.Entries.ToList();
        foreach (var entry in child.Entries)
        {
            var at = entries.FindIndex(other => other.Key.Text == entry.Key.Text);
            if (entry.Value.IsNull)
            {
                if (at >= 0)
                    entries.RemoveAt(at);
                else
                    report(Descriptors.BadChange, entry.Key.Where, $"There is no inherited '{entry.Key.Text}' that '~' could remove.");
            }
            else if (at < 0)
            {
                entries.Add(entry);
            }
            else
            {
                var before = entries[at].Value;
                var merged = special?.Invoke(entry.Key.Text, before, entry.Value);
                if (merged is null && before is YamlMapping a && entry.Value is YamlMapping b)
                {
                    var isGate = a["gate"] is not null;
                    merged = isGate ? MergeMaps(Spread(a, Arguments.GateKeys), Spread(b, Arguments.GateKeys), report) : MergeMaps(a, b, report);
                }
                entries[at] = new YamlEntry(entry.Key, merged ?? entry.Value);
            }
        }
        return child with { Entries = entries };
    }

    // Numbers and names are those of the inherited list, whatever else is inserted or removed.
    private static YamlSequence MergeStages(YamlSequence stages, YamlMapping changes, Report report)
    {
        var places = stages.Items.Select(stage => new StagePlace(stage)).ToList();
        foreach (var change in changes.Entries)
        {
            var words = change.Key.Text.Split(' ');
            var insertion = words.Length == 2 ? words[0] : "";
            if (words.Length > 2 || insertion is not ("" or "before" or "after") || Find(places, words[words.Length - 1]) is not { } place)
            {
                report(Descriptors.BadChange, change.Key.Where,
                    $"Change a stage by its number (1 to {places.Count} here) or its name; put 'before' or 'after' in front to insert one. "
                    + $"Found '{change.Key.Text}'.");
            }
            else if (insertion.Length > 0)
            {
                var inserted = change.Value is YamlSequence list ? list.Items : [change.Value];
                (insertion == "before" ? place.Before : place.After).AddRange(inserted);
            }
            else if (change.Value.IsNull)
            {
                place.Stage = null;
            }
            else if (change.Value is YamlMapping map && place.Stage is YamlMapping stage)
            {
                // A parameter may stand inside 'with' in one file and outside in the other: one spelling for both.
                place.Stage = MergeMaps(Spread(stage, ArchitectureReader.StageKeys), Spread(map, ArchitectureReader.StageKeys), report);
            }
            else
            {
                report(Descriptors.WrongType, change.Value.Where, $"Changes to a stage must be a map, or ~ to remove it, found {change.Value.Noun}.");
            }
        }
        return stages with { Items = places.SelectMany(place => place.Items).ToList() };
    }

    private static StagePlace? Find(IReadOnlyList<StagePlace> places, string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? places.ElementAtOrDefault(number - 1)
            : places.FirstOrDefault(place => place.Name == word);

    private sealed class StagePlace(YamlNode inherited)
    {
        public string? Name { get; } = ((inherited as YamlMapping)?["name"] as YamlScalar)?.Text;

        public YamlNode? Stage { get; set; } = inherited;

        public List<YamlNode> Before { get; } = [];

        public List<YamlNode> After { get; } = [];

        public IEnumerable<YamlNode> Items => Stage is null ? Before.Concat(After) : [.. Before, Stage, .. After];
    }

    // The arguments of a stage, or of a gate that is the value of a parameter, as bare keys, except those that could not stand there.
    private static YamlMapping Spread(YamlMapping map, IReadOnlyCollection<string> reserved)
    {
        if (map["with"] is not YamlMapping with)
            return map;
        var outside = with.Entries.Where(entry => !reserved.Contains(entry.Key.Text) && map[entry.Key.Text] is null).ToList();
        var inside = with.Entries.Except(outside).ToList();
        var entries = map.Entries.Where(entry => entry.Key.Text != "with").Concat(outside).ToList();
        if (inside.Count > 0)
            entries.Add(new YamlEntry(map.Find("with")!.Key, with with { Entries = inside }));
        return map with { Entries = entries };
    }
}
