using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Reads a merged architecture and matches stages and gates with the definitions they name.</summary>
internal sealed class ArchitectureReader
{
    /// <summary>Keys of a stage that are not arguments of its block.</summary>
    public static readonly string[] StageKeys = ["block", "repeat", "gates", "with", "name"];

    /// <summary>Keys of an architecture.</summary>
    public static readonly string[] Keys =
    [
        "name", "extends", "summary", "input", "classes", "stem", "block", "repeat", "with", "gates", "stages", "head", "recipe", "expect", "allow",
        "language",
    ];

    private const int LongestName = 200;

    private readonly YamlMapping root;
    private readonly Fields fields;
    private readonly DefinitionFinder definitions;
    private readonly Report report;
    private readonly ExpressionReader expressions;
    private readonly GateReader gateReader;

    private ArchitectureReader(YamlMapping root, DefinitionFinder definitions, Report report)
    {
        this.root = root;
        this.definitions = definitions;
        this.report = report;
        fields = new Fields(root, "an architecture", Keys, report);
        expressions = new ExpressionReader(Scope.BuiltIn.Keys.ToList(), report);
        gateReader = new GateReader(definitions, expressions, report);
    }

    /// <summary>Reads everything in the file; reports and skips what is wrong.</summary>
    public static ResolvedArchitecture Read(YamlMapping root, DefinitionFinder definitions, Report report) =>
        new ArchitectureReader(root, definitions, report).Read();

    private ResolvedArchitecture Read()
    {
        if (fields.Int("language", 1, int.MaxValue) is > 1 and var language)
            report(Descriptors.NotSupportedYet, fields.Place("language"), $"This compiler reads language 1, found {language}.");
        var classes = fields.Int("classes", 1, Limits.LargestSize, required: true);
        return new ResolvedArchitecture
        {
            Name = ReadName(),
            Summary = fields.Text("summary") ?? "",
            Input = fields.Shape("input"),
            Classes = (int?)classes,
            Stem = ReadSteps("stem"),
            Stages = ReadStages(),
            Head = ReadSteps("head"),
            Recipe = ReadRecipe(),
            Expect = ReadExpectation(),
            HeadWhere = root.Find("head")?.Key.Where ?? fields.Place("name"),
        };
    }

    // The name stands in tables, file names and terminals: one line, and not a book.
    private string ReadName()
    {
        if (fields.Text("name", required: true) is not { } name)
            return "";
        if (name.Trim().Length == 0 || name.Length > LongestName || name.Any(TurnsOrEndsLine))
        {
            report(Descriptors.InvalidValue, fields.Place("name"),
                $"'name' must be one line of 1 to {LongestName} characters without control characters.");
        }
        return name;
    }

    // Controls, separators of lines, and what turns the direction of writing. Joiners stay: signs and scripts are made of them.
    private static bool TurnsOrEndsLine(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u200E' or '\u200F'
        or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private IReadOnlyList<Step> ReadSteps(string key)
    {
        var reader = new StepReader(expressions, report);
        return fields.Value(key) is { } node ? reader.ReadList(node) : [];
    }

    private IReadOnlyList<Stage> ReadStages()
    {
        var stages = new List<Stage>();
        var shared = fields.Mapping("with")?.Entries ?? [];
        var reached = new HashSet<string>();
        var effective = new HashSet<string>();
        var allKnown = true;
        var defaultGates = root["gates"] is { } gates ? gateReader.Read(gates) : null;
        var names = new HashSet<string>(System.StringComparer.Ordinal) { "input", "stem", "head" };
        var number = 0;
        foreach (var item in fields.Sequence("stages")?.Items ?? [])
        {
            number++;
            if (item is not YamlMapping map)
            {
                report(Descriptors.WrongType, item.Where, $"A stage must be a map such as {{ repeat: 3, out: 64 }}, found {item.Noun}.");
                continue;
            }
            var definition = FindBlock(map);
            allKnown &= definition is not null;
            var block = definition is null ? null : Match(definition, map, shared, reached, effective);
            var repeat = (map["repeat"] ?? root["repeat"]) is { } times ? expressions.Read(times, "'repeat'") : null;
            var ownGates = map["gates"] is { } own ? gateReader.Read(own) : defaultGates;
            stages.Add(new Stage(map.Where, LocalName(map, number, names), block, repeat, ownGates?.Gates ?? []));
        }
        foreach (var entry in shared.Where(entry => allKnown && stages.Count > 0 && !reached.Contains(entry.Key.Text)))
        {
            var declared = stages.SelectMany(stage => stage.Block?.Definition.Parameters ?? []).Select(parameter => parameter.Name);
            report(Descriptors.UnknownParameter, entry.Key.Where,
                $"No block of this architecture has a parameter '{entry.Key.Text}'.{Suggestion.OrList(entry.Key.Text, declared)}");
        }
        CheckUnused("repeat", stages, node => expressions.Read(node, "'repeat'"));
        CheckUnused("block", stages, node =>
        {
            if (new StepReader(expressions, report).ReadPlainName(node, "'block'") is { } name)
                definitions.Check(name, DefinitionKind.Block, node.Where, report);
        });
        WarnOfOverridden(stages, shared.Where(entry => reached.Contains(entry.Key.Text) && !effective.Contains(entry.Key.Text)), defaultGates);
        CheckSlots(stages);
        return stages;
    }

    private string LocalName(YamlMapping stage, int number, HashSet<string> taken)
    {
        var name = $"stage{number}";
        if (stage["name"] is { } written)
            name = Naming.PathPart(new StepReader(expressions, report).ReadPlainName(written, "'name'") ?? name);
        if (!taken.Add(name))
            report(Descriptors.DuplicatePath, (stage["name"] ?? stage).Where,
                $"The name '{name}' is already taken; stages need different names.");
        return name;
    }

    private Definition? FindBlock(YamlMapping stage)
    {
        var node = stage["block"] ?? root["block"];
        if (node is null)
        {
            report(Descriptors.MissingKey, stage.Where, "A stage needs a 'block:', its own or the architecture's.");
            return null;
        }
        return new StepReader(expressions, report).ReadPlainName(node, "'block'") is { } name
            ? definitions.Find(name, DefinitionKind.Block, node.Where, report)
            : null;
    }

    private DefinitionCall? Match(Definition definition, YamlMapping stage, IReadOnlyList<YamlEntry> shared, HashSet<string> reached, HashSet<string> effective)
    {
        var own = Arguments.Read(stage, StageKeys, report);
        var declared = new HashSet<string>(definition.Parameters.Select(parameter => parameter.Name));
        reached.UnionWith(declared);
        var given = shared
            .Where(entry => declared.Contains(entry.Key.Text) && own.All(other => other.Key.Text != entry.Key.Text))
            .ToList();
        effective.UnionWith(given.Select(entry => entry.Key.Text));
        given.AddRange(own);
        return Arguments.Match(definition, given, expressions, stage.Where, report);
    }

    // A default that every stage overrides is still checked, but has no effect.
    private void CheckUnused(string key, List<Stage> stages, System.Action<YamlNode> check)
    {
        var all = fields.Sequence("stages")?.Items ?? [];
        if (root.Find(key) is not { } entry || stages.Count == 0 || all.Any(stage => stage is not YamlMapping map || map[key] is null))
            return;
        check(entry.Value);
        report(Descriptors.OverriddenDefault, entry.Key.Where, $"'{key}' has no effect here: every stage gives its own.");
    }

    // A default that no stage takes is most likely an ablation that changes nothing.
    private void WarnOfOverridden(List<Stage> stages, IEnumerable<YamlEntry> settings, GateList? gates)
    {
        foreach (var entry in settings)
        {
            report(Descriptors.OverriddenDefault, entry.Key.Where,
                $"'{entry.Key.Text}' has no effect here: every stage whose block has this parameter gives its own.");
        }
        foreach (var gate in gates?.Gates ?? [])
        {
            if (stages.Count > 0 && !stages.Any(stage => stage.Gates.Contains(gate)))
                report(Descriptors.IdleGate, gate.Gate.Where,
                    $"The gate '{gate.Gate.Definition.Name}' is plugged into no slot: every stage has 'gates' of its own.");
        }
    }

    // A gate whose slot no block has would silently do nothing.
    private void CheckSlots(List<Stage> stages)
    {
        foreach (var group in stages.SelectMany(stage => stage.Gates.Select(gate => (stage, gate))).GroupBy(pair => pair.gate))
        {
            if (group.Any(pair => pair.stage.Block is null))
                continue;
            var slots = group.SelectMany(pair => definitions.SlotsOf(pair.stage.Block!)).Distinct().ToList();
            if (!slots.Contains(group.Key.At))
            {
                report(Descriptors.UnknownSlot, gateReader.PlaceOfSlot(group.Key),
                    $"No block has a slot '{group.Key.At}'." + (slots.Count == 0
                        ? " There are none at all."
                        : $"{Suggestion.For(group.Key.At, slots)} There are: {string.Join(", ", slots)}."));
            }
        }
    }

    private string? ReadRecipe()
    {
        if (fields.Text("recipe") is not { } name)
            return null;
        definitions.CheckRecipe(name, fields.Place("recipe"), report);
        return name;
    }

    private Expectation ReadExpectation()
    {
        if (fields.Mapping("expect") is not { } map)
            return new Expectation([]);
        var expect = new Fields(map, "'expect'", Expectation.Keys, report);
        var budgets = Expectation.Keys
            .Select(key => (Key: key, Count: expect.Int(key, 0, double.PositiveInfinity)))
            .Where(budget => budget.Count is not null)
            .Select(budget => new ExpectedCount(budget.Key, budget.Count!.Value, expect.Place(budget.Key)));
        return new Expectation(budgets.ToList());
    }
}
