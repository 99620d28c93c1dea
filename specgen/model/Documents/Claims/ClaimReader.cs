using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents.Claims;

/// <summary>Reads a file of claims, as far as it can be known without any other.</summary>
internal static class ClaimReader
{
    /// <summary>Keys of a file of claims.</summary>
    public static readonly string[] Keys = ["claims", "report", "source", "summary", "protocols", "tables", "language"];

    /// <summary>Keys of a protocol.</summary>
    public static readonly string[] ProtocolKeys = ["summary", "recipe", "data", "seeds"];

    /// <summary>Keys of a table.</summary>
    public static readonly string[] TableKeys = ["table", "place", "protocol", "rows"];

    /// <summary>Keys of a row, besides the quantities.</summary>
    public static readonly string[] OwnRowKeys = ["row", "spec", "part", "of", "baseline", "repeats", "test", "note"];

    /// <summary>Keys of a row.</summary>
    public static readonly string[] RowKeys = [.. OwnRowKeys, .. Quantity.All.Select(quantity => quantity.Name)];

    /// <summary>Tests that p, t and d may belong to.</summary>
    public static readonly string[] Tests = ["paired", "welch"];

    /// <summary>Most tables, rows of a table, and seeds.</summary>
    public const int Most = 1000;

    /// <summary>The claims; null where something needed is missing or wrong.</summary>
    public static ClaimSet? Read(YamlMapping root, string path, Report report)
    {
        var fields = new Fields(root, "a file of claims", Keys, report);
        var stem = Naming.Stem(path);
        var name = fields.Text("claims", required: true);
        if (name is not null && name != stem)
            report(Descriptors.BadName, fields.Place("claims"), $"Claims have the name of their file: expected '{stem}', found '{name}'.");
        var title = fields.Text("report", required: true);
        var (source, summary) = (fields.Text("source") ?? "", fields.Text("summary") ?? "");
        var protocols = ReadProtocols(fields, report);
        var tables = new List<ClaimTable>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var map in Maps(fields, "tables", report))
            AddTable(new Fields(map, "a table", TableKeys, report), protocols, names, tables, report);
        CheckReferences(root, names, report);
        if (name is null || title is null || tables.Count == 0)
            return null;
        return new ClaimSet { Name = name, Report = title, Source = source, Summary = summary, Protocols = protocols, Tables = tables };
    }

    /// <summary>The rows of a file as they are written; what is not a row is left out.</summary>
    public static IEnumerable<YamlMapping> Rows(YamlMapping root) =>
        from table in Items(root["tables"])
        from row in Items((table as YamlMapping)?["rows"])
        where row is YamlMapping
        select (YamlMapping)row;

    private static IReadOnlyList<YamlNode> Items(YamlNode? node) => (node as YamlSequence)?.Items ?? [];

    private static List<ClaimProtocol> ReadProtocols(Fields fields, Report report)
    {
        var protocols = new List<ClaimProtocol>();
        foreach (var entry in fields.Mapping("protocols")?.Entries ?? [])
        {
            if (entry.Value is not YamlMapping map)
            {
                report(Descriptors.WrongType, entry.Value.Where, $"A protocol is a map of {string.Join(", ", ProtocolKeys)}; found {entry.Value.Noun}.");
                continue;
            }
            var keys = new Fields(map, "a protocol", ProtocolKeys, report);
            protocols.Add(new ClaimProtocol
            {
                Name = entry.Key.Text,
                Summary = keys.Text("summary") ?? "",
                Recipe = keys.Text("recipe"),
                Data = keys.Text("data"),
                Seeds = ReadSeeds(keys, report),
            });
        }
        return protocols;
    }

    private static List<long> ReadSeeds(Fields fields, Report report)
    {
        var seeds = new List<long>();
        foreach (var item in fields.Sequence("seeds")?.Items.Take(Most) ?? [])
        {
            if (Fields.Int(item, "'seeds'", 0, double.PositiveInfinity, report) is not { } seed)
                continue;
            if (seeds.Contains(seed))
                report(Descriptors.InvalidValue, item.Where, $"'seeds' has {seed} twice.");
            else
                seeds.Add(seed);
        }
        return seeds;
    }

    private static void AddTable(
        Fields fields, List<ClaimProtocol> protocols, HashSet<string> names, List<ClaimTable> tables, Report report)
    {
        var name = fields.Text("table", required: true);
        var place = fields.Text("place") ?? "";
        var protocol = fields.Text("protocol");
        if (protocol is not null && protocols.All(known => known.Name != protocol))
            report(Descriptors.InvalidValue, fields.Place("protocol"),
                $"'protocol' must be one of 'protocols'; found '{protocol}'.{Suggestion.OrList(protocol, protocols.Select(known => known.Name))}");
        var rows = new List<ClaimRow>();
        foreach (var map in Maps(fields, "rows", report))
        {
            if (ReadRow(new Fields(map, "a row", RowKeys, report), names, report) is { } row)
                rows.Add(row);
        }
        if (name is not null && rows.Count > 0)
            tables.Add(new ClaimTable(name, place, protocol, rows));
    }

    private static ClaimRow? ReadRow(Fields fields, HashSet<string> names, Report report)
    {
        var name = fields.Text("row", required: true);
        if (name is not null && !names.Add(name))
            report(Descriptors.InvalidValue, fields.Place("row"), $"There are two rows '{name}': rows are told apart by their names.");
        var spec = fields.Text("spec");
        if (spec is not null && !Paths.IsRelative(spec))
        {
            report(Descriptors.InvalidValue, fields.Place("spec"),
                $"'spec' is the path of a .yaml file relative to this one, such as ../base.yaml; found '{spec}'.");
            spec = null;
        }
        var part = fields.Text("part");
        if (part is not null && fields.Map["spec"] is null)
            report(Descriptors.MissingKey, fields.Place("part"), "'part' needs 'spec': it is a part of an architecture.");
        var claims = ReadClaims(fields, report);
        var test = fields.Choice("test", Tests);
        if (name is null || claims.Count == 0)
            return null;
        return new ClaimRow
        {
            Name = name,
            Spec = spec,
            Part = part,
            Of = fields.Text("of"),
            Baseline = fields.Text("baseline"),
            Repeats = fields.Text("repeats"),
            IsWelch = test == "welch",
            Note = fields.Text("note") ?? "",
            Claims = claims,
        };
    }

    private static List<Claim> ReadClaims(Fields fields, Report report)
    {
        var claims = new List<Claim>();
        foreach (var quantity in Quantity.All.Where(quantity => fields.Map[quantity.Name] is not null))
        {
            if (fields.Text(quantity.Name) is not { } text)
                continue;
            if (Published.Parse(text) is { } published)
                claims.Add(new Claim(quantity, published));
            else
                report(Descriptors.InvalidValue, fields.Place(quantity.Name), $"'{quantity.Name}' must be {Published.Form}; found '{text}'.");
        }
        if (Quantity.All.All(quantity => fields.Map[quantity.Name] is null))
            report(Descriptors.MissingKey, fields.Where, $"A row needs a figure: one of {string.Join(", ", Quantity.All)}.");
        return claims;
    }

    private static void CheckReferences(YamlMapping root, HashSet<string> names, Report report)
    {
        foreach (var row in Rows(root))
        {
            foreach (var key in new[] { "of", "baseline", "repeats" })
            {
                if (row[key] is not YamlScalar { IsNull: false } scalar)
                    continue;
                if (!names.Contains(scalar.Text))
                    report(Descriptors.InvalidValue, scalar.Where,
                        $"'{key}' must be the name of a row of this file; found '{scalar.Text}'.{Suggestion.For(scalar.Text, names)}");
                else if ((row["row"] as YamlScalar)?.Text == scalar.Text)
                    report(Descriptors.InvalidValue, scalar.Where, $"'{key}' must be the name of another row; found the row's own.");
            }
        }
    }

    private static IEnumerable<YamlMapping> Maps(Fields fields, string key, Report report)
    {
        if (fields.Sequence(key, required: true) is not { } list)
            yield break;
        if (list.Items.Count == 0)
            report(Descriptors.InvalidValue, list.Where, $"'{key}' needs at least one item.");
        if (list.Items.Count > Most)
        {
            report(Descriptors.TooLarge, list.Where, $"'{key}' has at most {Most} items, found {list.Items.Count}.");
            yield break;
        }
        foreach (var item in list.Items)
        {
            if (item is YamlMapping map)
                yield return map;
            else
                report(Descriptors.WrongType, item.Where, $"'{key}' is a list of maps; found {item.Noun}.");
        }
    }
}
