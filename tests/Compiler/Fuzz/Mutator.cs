using System.Text;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Tests.Fuzz;

/// <summary>Changes texts: characters, bytes and lines of any text, and nodes of YAML.</summary>
internal sealed class Mutator
{
    private readonly IReadOnlyList<YamlNode> nodes;
    private readonly IReadOnlyList<string> keys;

    /// <summary>Learns keys and pieces of trees from texts that are well-formed.</summary>
    public Mutator(IEnumerable<string> corpus)
    {
        nodes = corpus.Select(Read).OfType<YamlNode>().SelectMany(Everything).ToList();
        keys = nodes.OfType<YamlMapping>().SelectMany(map => map.Entries).Select(entry => entry.Key.Text)
            .Concat(["extends", "use", "slot", "when", "name", "with", "copy", "stage", "language", "allow", "<<", ""])
            .Distinct().ToList();
    }

    /// <summary>A change, sometimes up to three.</summary>
    public string Mutate(string text, Random random)
    {
        for (var changes = random.Next(4) > 0 ? 1 : random.Next(2, 4); changes > 0; changes--)
            text = random.Next(3) > 0 && Read(text) is { } tree ? YamlWriter.Write(ChangeTree(tree, random)) : ChangeText(text, random);
        return text;
    }

    /// <summary>The tree of a text, or null if it is not YAML that the compiler accepts.</summary>
    public static YamlNode? Read(string text) => YamlReader.Read(new SourceFile("mutant.yaml", text), (_, _, _) => { });

    private static string ChangeText(string text, Random random)
    {
        if (text.Length == 0)
            return Pick(Hostile.Pieces, random);
        var at = random.Next(text.Length);
        var length = Math.Min(random.Next(12), text.Length - at);
        switch (random.Next(9))
        {
            case 0:
                return text.Remove(at, length);
            case 1:
                return text.Insert(at, Pick(Hostile.Pieces, random));
            case 2:
                return text.Insert(at, text.Substring(random.Next(text.Length - length + 1), length));
            case 3:
                return text.Remove(at, 1).Insert(at, ((char)random.Next(1, 256)).ToString());
            case 4:
                return text[..at];
            case 5:
                var bytes = Encoding.UTF8.GetBytes(text);
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return Encoding.UTF8.GetString(bytes);
            case 6:
                return text.Insert(at, Pick(random.Next(2) == 0 ? Hostile.Numbers : Hostile.Expressions, random));
            default:
                var lines = text.Split('\n').ToList();
                var (from, to) = (random.Next(lines.Count), random.Next(lines.Count));
                var line = lines[from];
                if (random.Next(2) == 0)
                    lines.RemoveAt(from);
                lines.Insert(Math.Min(to, lines.Count), random.Next(3) == 0 ? "  " + line : line);
                return string.Join('\n', lines);
        }
    }

    private YamlNode ChangeTree(YamlNode root, Random random)
    {
        var all = Everything(root).ToList();
        var target = all[random.Next(all.Count)];
        switch (random.Next(14))
        {
            case 0:
                return Replace(root, target, _ => null) ?? Scalar("");
            case 1: // swap two nodes
                var other = all[random.Next(all.Count)];
                return Replace(root, node => ReferenceEquals(node, target) ? other : ReferenceEquals(node, other) ? target : node)!;
            case 2:
                return Replace(root, target, _ => Pick(nodes, random))!;
            case 3:
                return Replace(root, target, node => Wrap(node, random))!;
            case 4:
                return Replace(root, target, node => Grow(node, random))!;
            case 5:
                return Replace(root, target, node => Rename(node, random))!;
            case 6:
                return Replace(root, target, _ => Scalar(Pick(Hostile.Texts, random), random.Next(2) == 0))!;
            default:
                // Mostly values of the same kind, so that the change gets far into the compiler.
                var scalars = all.OfType<YamlScalar>().ToList();
                target = scalars.Count == 0 ? target : scalars[random.Next(scalars.Count)];
                return Replace(root, target, _ => Scalar(random.Next(5) switch
                {
                    0 or 1 => Pick(Hostile.Numbers, random),
                    2 => Pick(Hostile.Expressions, random),
                    3 => Pick(keys, random),
                    _ => (Pick(nodes, random) as YamlScalar)?.Text ?? Pick(Hostile.Texts, random),
                }))!;
        }
    }

    private YamlNode Wrap(YamlNode node, Random random)
    {
        for (var depth = random.Next(20) == 0 ? random.Next(70) : random.Next(1, 4); depth > 0; depth--)
        {
            node = random.Next(3) == 0
                ? new YamlSequence([node], default)
                : new YamlMapping([new YamlEntry(Scalar(Pick(keys, random)), node)], default);
        }
        return node;
    }

    private YamlNode Grow(YamlNode node, Random random)
    {
        var many = random.Next(100) == 0 ? random.Next(2000) : random.Next(1, 4);
        switch (node)
        {
            case YamlSequence { Items.Count: > 0 } list:
                var item = random.Next(2) == 0 ? Pick(list.Items, random) : Pick(nodes, random);
                var items = list.Items.ToList();
                items.InsertRange(random.Next(items.Count + 1), Enumerable.Repeat(item, many));
                return list with { Items = items };
            case YamlMapping map:
                var entries = map.Entries.ToList();
                entries.AddRange(Enumerable.Range(0, many).Select(i => new YamlEntry(
                    Scalar(i < 3 ? Pick(keys, random) : $"k{i}"), entries.Count > 0 ? Pick(entries, random).Value : Pick(nodes, random))));
                return map with { Entries = entries.DistinctBy(entry => entry.Key.Text).ToList() };
            default:
                return new YamlSequence([.. Enumerable.Repeat(node, many)], default);
        }
    }

    private YamlNode Rename(YamlNode node, Random random)
    {
        if (node is not YamlMapping { Entries.Count: > 0 } map)
            return node;
        var at = random.Next(map.Entries.Count);
        var key = Scalar(random.Next(4) == 0 ? Pick(Hostile.Texts, random) : Pick(keys, random));
        var entries = map.Entries.Select((entry, i) => i == at ? new YamlEntry(key, entry.Value) : entry);
        return map with { Entries = entries.DistinctBy(entry => entry.Key.Text).ToList() };
    }

    private static YamlNode? Replace(YamlNode root, YamlNode target, Func<YamlNode, YamlNode?> change) =>
        Replace(root, node => ReferenceEquals(node, target) ? change(node) : node);

    // Does not descend into what was just inserted: swapping a node with a part of itself must terminate.
    private static YamlNode? Replace(YamlNode node, Func<YamlNode, YamlNode?> change)
    {
        var changed = change(node);
        if (!ReferenceEquals(changed, node))
            return changed;
        return node switch
        {
            YamlSequence list => list with { Items = list.Items.Select(item => Replace(item, change)).OfType<YamlNode>().ToList() },
            YamlMapping map => map with
            {
                Entries = map.Entries.Select(entry => (entry.Key, Value: Replace(entry.Value, change)))
                    .Where(entry => entry.Value is not null).Select(entry => new YamlEntry(entry.Key, entry.Value!)).ToList(),
            },
            _ => node,
        };
    }

    private static IEnumerable<YamlNode> Everything(YamlNode node) => node switch
    {
        YamlSequence list => list.Items.SelectMany(Everything).Prepend(node),
        YamlMapping map => map.Entries.SelectMany(entry => Everything(entry.Value)).Prepend(node),
        _ => [node],
    };

    private static YamlScalar Scalar(string text, bool plain = true) => new(text, plain, default);

    private static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];
}
