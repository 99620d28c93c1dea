using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>Recipes that say only what differs from another: <c>extends</c> in a file, <c>--set</c> on a command line.</summary>
public static class RecipeChanges
{
    private static readonly string[] NotInherited = ["recipe", "summary", "extends", "language"];

    /// <summary>A recipe with some values replaced, one after the other.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="changes">
    /// <c>KEY=VALUE</c> with the value in YAML; a key in a group has the group's in front: <c>optimizer.weight-decay=5e-4</c>.
    /// Of a group of which one is chosen, its name is enough: <c>schedule=cosine</c>. What values mean for each other counts at the end.
    /// </param>
    /// <param name="problem">The first change that is wrong, and what is wrong with it, in one sentence; null if nothing is.</param>
    /// <returns>The new recipe; null if there is a problem.</returns>
    public static Recipe? Set(Recipe recipe, IReadOnlyList<string> changes, out string? problem)
    {
        string? found = null;
        void Report(DiagnosticDescriptor descriptor, SourceSpan where, string message) => found ??= $"{where.File ?? string.Join(" ", changes)}: {message}";
        var tree = RecipeWriter.Tree(recipe, complete: true);
        foreach (var change in changes)
        {
            var at = change.IndexOf('=');
            // A place in the change has its text for a file name.
            var value = at > 0 && change.Substring(at + 1).Trim().Length > 0 ? YamlReader.Read(new SourceFile(change, change.Substring(at + 1)), Report) : null;
            var own = value is null ? null : Path(typeof(Recipe), recipe, change.Substring(0, at).Split('.'), value, Report);
            tree = own is null ? tree : Merge(tree, own);
            if (own is null || found is not null || new RecipeReader(Report, rules: false).ReadRoot(tree) is not { } changed || found is not null)
            {
                problem = found ?? $"{change}: expected KEY=VALUE, such as optimizer.weight-decay=5e-4";
                return null;
            }
            recipe = changed;
        }
        var whole = new RecipeReader(Report, isOwn: place => changes.Contains(place.File)).ReadRoot(tree);
        problem = found;
        return found is null ? whole : null;
    }

    /// <summary>
    /// The values in which two recipes differ, names and summaries aside. A key in a group has the group's in front, as in
    /// <see cref="Set"/>.
    /// </summary>
    public static IReadOnlyList<(string Key, string Before, string After)> Between(Recipe before, Recipe after) =>
        [.. Between(typeof(Recipe), before, after, "").Where(change => change.Key is not ("recipe" or "summary"))];

    private static IEnumerable<(string Key, string Before, string After)> Between(Type group, object before, object after, string prefix)
    {
        foreach (var key in RecipeTable.Keys(group))
        {
            var (old, now) = (key.Get(before)!, key.Get(after)!);
            var (left, right) = (RecipeWriter.InOneLine(key, old), RecipeWriter.InOneLine(key, now));
            if (left == right)
                continue;
            if (key.Kind is RecipeKeyKind.Group or RecipeKeyKind.OneOf && old.GetType() == now.GetType())
            {
                foreach (var inner in Between(old.GetType(), old, now, $"{prefix}{key.Name}."))
                    yield return inner;
            }
            else
            {
                yield return (prefix + key.Name, left, right);
            }
        }
    }

    // A tree with one leaf. Of a group of which one is chosen, the kind may be left out.
    private static YamlMapping? Path(Type group, object values, IReadOnlyList<string> names, YamlNode value, Report report)
    {
        var keys = RecipeTable.Keys(group);
        if (keys.FirstOrDefault(key => key.Name == names[0]) is not { } key)
        {
            report(Descriptors.UnknownKey, value.Where, $"There is no key '{names[0]}'.{Suggestion.OrList(names[0], keys.Select(key => key.Name))}");
            return null;
        }
        IReadOnlyList<string> rest = [.. names.Skip(1)];
        if (rest.Count == 0)
            return Map(names[0], key.Kind == RecipeKeyKind.OneOf && value is YamlScalar kind ? Map(kind.Text, new YamlMapping([], value.Where)) : value);
        var inner = key.Get(values)!;
        if (key.Kind == RecipeKeyKind.Group)
            return Path(key.Type, inner, rest, value, report) is { } map ? Map(names[0], map) : null;
        if (key.Kind != RecipeKeyKind.OneOf)
        {
            report(Descriptors.UnknownKey, value.Where, $"'{names[0]}' is a value and has no keys.");
            return null;
        }
        var kinds = RecipeTable.Kinds(key.Type);
        var (name, _, type) = kinds.FirstOrDefault(kind => kind.Name == rest[0]);
        if (name is null)
            (name, _, type) = kinds.First(kind => kind.Type == inner.GetType());
        else
            rest = [.. rest.Skip(1)];
        if (rest.Count == 0)
            return Map(names[0], Map(name, value));
        return Path(type, type == inner.GetType() ? inner : RecipeTable.Defaults(type), rest, value, report) is { } chosen
            ? Map(names[0], Map(name, chosen))
            : null;
    }

    /// <summary>What a file says, on top of what it extends. Each node keeps its place.</summary>
    internal static YamlMapping Merge(YamlMapping inherited, YamlMapping own) =>
        Merge(typeof(Recipe), Without(inherited, own["recipe"] is null ? [] : NotInherited), Without(own, ["extends"]));

    private static YamlMapping Merge(Type group, YamlMapping inherited, YamlMapping own)
    {
        var entries = inherited.Entries.ToList();
        foreach (var entry in own.Entries)
        {
            var at = entries.FindIndex(other => other.Key.Text == entry.Key.Text);
            if (at < 0)
                entries.Add(entry);
            else
                entries[at] = entry with { Value = Merge(RecipeTable.Keys(group).FirstOrDefault(key => key.Name == entry.Key.Text), entries[at].Value, entry.Value) };
        }
        return own with { Entries = entries };
    }

    private static YamlNode Merge(RecipeKey? key, YamlNode before, YamlNode after)
    {
        if (before is not YamlMapping old || after is not YamlMapping change || key is null)
            return after;
        if (key.Kind == RecipeKeyKind.Group)
            return Merge(key.Type, old, change);
        // Of another kind, nothing is inherited.
        return old.Entries.Count == 1 && change.Entries.Count == 1 && old.Entries[0].Key.Text == change.Entries[0].Key.Text
            && RecipeTable.Kinds(key.Type).FirstOrDefault(kind => kind.Name == change.Entries[0].Key.Text).Type is { } type
            && old.Entries[0].Value is YamlMapping a && change.Entries[0].Value is YamlMapping b
            ? Map(change.Entries[0].Key.Text, Merge(type, a, b))
            : after;
    }

    private static YamlMapping Without(YamlMapping map, IReadOnlyList<string> keys) =>
        map with { Entries = [.. map.Entries.Where(entry => !keys.Contains(entry.Key.Text))] };

    private static YamlMapping Map(string key, YamlNode value) => new([new YamlEntry(new YamlScalar(key, true, value.Where), value)], value.Where);
}
