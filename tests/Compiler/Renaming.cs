using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Tests;

/// <summary>
/// Files whose definitions, parameters and slots have different names, consistently in every file: what an author would have written who
/// had chosen other words for them.
/// </summary>
internal sealed class Renaming
{
    private static readonly string[] NoArguments = ["block", "repeat", "gates", "with", "name", "gate", "at", "when", "streams"];
    private static readonly string[] Sizes = ["kernel", "stride", "padding", "dilation", "input", "streams"];

    private readonly Random random;
    private readonly Dictionary<string, string> definitions = [];
    private readonly Dictionary<string, string> parameters = [];
    private readonly Dictionary<string, string> types = [];
    private readonly Dictionary<string, string> slots = [];

    /// <summary>Makes up names for everything that is named in some files.</summary>
    public Renaming(IReadOnlyList<SourceFile> files, int seed)
    {
        random = new Random(seed);
        foreach (var root in files.Select(Root).Where(root => root["body"] is not null))
        {
            Invent(definitions, Text(root["block"] ?? root["gate"]));
            foreach (var parameter in (root["parameters"] as YamlMapping)?.Entries ?? [])
            {
                Invent(parameters, parameter.Key.Text);
                types[parameter.Key.Text] = Text(((YamlMapping)parameter.Value)["type"]);
            }
            foreach (var slot in Maps(root).Select(map => map["slot"]).OfType<YamlScalar>())
                Invent(slots, slot.Text);
        }
        Files = files.Select(Rename).ToList();
    }

    /// <summary>The files under their new names.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Names of definitions, parameters and slots that were replaced.</summary>
    public IEnumerable<string> Replaced => definitions.Keys.Concat(parameters.Keys).Concat(slots.Keys).Distinct();

    /// <summary>A graph of the renamed files, with the old names.</summary>
    public NetworkGraph Back(NetworkGraph graph)
    {
        var old = definitions.Concat(parameters).Concat(slots).ToDictionary(pair => pair.Value, pair => pair.Key);
        string Path(string path) => old.Aggregate(path, (text, pair) => text.Replace(pair.Key, pair.Value.Replace('-', '_')));
        return graph with
        {
            Ops = graph.Ops
                .Select(op => op with { Path = Path(op.Path), SharesWith = op.SharesWith is { } owner ? Path(owner) : null })
                .ToList(),
            Modules = graph.Modules
                .Select(module => module with
                {
                    Path = Path(module.Path),
                    Definition = old.GetValueOrDefault(module.Definition, module.Definition),
                })
                .ToList(),
        };
    }

    // Only letters between q and z: no name is part of another, and none is a word of the language.
    private void Invent(Dictionary<string, string> names, string name)
    {
        if (!names.ContainsKey(name))
            names[name] = $"q{string.Concat(Enumerable.Range(0, 12).Select(_ => (char)('a' + random.Next(25))))}z";
    }

    private SourceFile Rename(SourceFile file)
    {
        var root = Root(file);
        if (root["body"] is null)
            return root["name"] is null ? file : file with { Text = YamlWriter.Write(Architecture(root)) };
        var name = Text(root["block"] ?? root["gate"]);
        return new SourceFile(file.Path.Replace($"/{name}.yaml", $"/{definitions[name]}.yaml"), YamlWriter.Write(Definition(root)));
    }

    private YamlMapping Architecture(YamlMapping root) => Map(root, (key, value) => key switch
    {
        "block" => Name(value, definitions),
        "with" => Arguments(value),
        "gates" => Items(value, Arguments),
        "stages" when value is YamlMapping changes => Map(changes, (_, stage) => Arguments(stage)),
        "stages" => Items(value, Arguments),
        "stem" or "head" => Steps(value),
        _ => value,
    });

    private YamlMapping Definition(YamlMapping root) => Map(root, (key, value) => key switch
    {
        "block" or "gate" => Name(value, definitions),
        "parameters" => Keys(Map((YamlMapping)value, (_, parameter) => Parameter((YamlMapping)parameter))),
        "checks" => Items(value, check => Map((YamlMapping)check, (word, part) => word == "message" ? part : Expression(part))),
        "try" => Map((YamlMapping)value, (word, part) => word == "with" ? Arguments(part) : part),
        "body" => Steps(value),
        _ => value,
    });

    private YamlMapping Parameter(YamlMapping parameter) => Map(parameter, (key, value) => (key, Text(parameter["type"])) switch
    {
        ("default", "choice") => Literal(value),
        ("default", "steps") => Steps(value),
        ("default", "gate") => Gate(value),
        ("default", _) => Expression(value),
        _ => value,
    });

    // A stage, an entry of 'gates' or a 'with': some keys are parameters, some are not.
    private YamlNode Arguments(YamlNode node) => node is not YamlMapping map ? node : map with
    {
        Entries = map.Entries.Select(entry => entry.Key.Text switch
        {
            "block" or "gate" => new YamlEntry(entry.Key, Name(entry.Value, definitions)),
            "at" => new YamlEntry(entry.Key, Name(entry.Value, slots)),
            "with" => new YamlEntry(entry.Key, Arguments(entry.Value)),
            "gates" => new YamlEntry(entry.Key, Items(entry.Value, Arguments)),
            var key when NoArguments.Contains(key) => entry,
            var key => new YamlEntry(Name(entry.Key, parameters), types.GetValueOrDefault(key) switch
            {
                "steps" => Steps(entry.Value),
                "gate" => Gate(entry.Value),
                "choice" => Literal(entry.Value),
                _ => Expression(entry.Value),
            }),
        }).ToList(),
    };

    private YamlNode Gate(YamlNode node) => node is YamlScalar ? Name(node, definitions) : Arguments(node);

    // Steps and their contents: a scalar in a list is a step's name, except in a size.
    private YamlNode Steps(YamlNode node) => node switch
    {
        YamlSequence list => Items(list, item => item is YamlScalar ? item : Steps(item)),
        YamlMapping map => Map(map, (key, value) => key switch
        {
            "slot" => Name(value, slots),
            "use" => Name(value, definitions.ContainsKey(Text(value)) ? definitions : parameters),
            "with" => Arguments(value),
            "name" => value,
            _ when Sizes.Contains(key) && value is YamlSequence => Items(value, Expression),
            // This does not change a choice or a step's name, unless it begins with '='.
            _ when value is YamlScalar { Text: var text } && StepTable.Kinds.ContainsKey(text) && !parameters.ContainsKey(text) => value,
            _ when value is YamlScalar => Expression(value),
            _ => Steps(value),
        }),
        _ => node,
    };

    private YamlMapping Keys(YamlMapping map) =>
        map with { Entries = map.Entries.Select(entry => new YamlEntry(Name(entry.Key, parameters), entry.Value)).ToList() };

    private static YamlScalar Name(YamlNode node, Dictionary<string, string> names) =>
        node is YamlScalar scalar && names.TryGetValue(scalar.Text, out var other) ? scalar with { Text = other } : (YamlScalar)node;

    private YamlNode Literal(YamlNode node) => node is YamlScalar scalar && scalar.Text.StartsWith('=') ? Expression(node) : node;

    private YamlNode Expression(YamlNode node)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
            return node;
        var text = scalar.Text.TrimStart('=');
        var offset = scalar.Text.Length - text.Length;
        // From the end, so that earlier positions stay valid.
        var named = Lexer.Split(text).Where(token => token.Kind == TokenKind.Name && parameters.ContainsKey(token.Text)).Reverse();
        var renamed = named.Aggregate(scalar.Text, (whole, token) => whole
            .Remove(offset + token.Start, token.End - token.Start)
            .Insert(offset + token.Start, parameters[token.Text]));
        return scalar with { Text = renamed };
    }

    private static YamlNode Items(YamlNode node, Func<YamlNode, YamlNode> change) =>
        node is YamlSequence list ? list with { Items = list.Items.Select(change).ToList() } : change(node);

    private static YamlMapping Map(YamlMapping map, Func<string, YamlNode, YamlNode> change) =>
        map with { Entries = map.Entries.Select(entry => new YamlEntry(entry.Key, change(entry.Key.Text, entry.Value))).ToList() };

    private static IEnumerable<YamlMapping> Maps(YamlNode node) => node switch
    {
        YamlSequence list => list.Items.SelectMany(Maps),
        YamlMapping map => map.Entries.SelectMany(entry => Maps(entry.Value)).Prepend(map),
        _ => [],
    };

    private static YamlMapping Root(SourceFile file) => (YamlMapping)Fuzz.Mutator.Read(file.Text)!;

    private static string Text(YamlNode? node) => (node as YamlScalar)?.Text ?? "";
}
