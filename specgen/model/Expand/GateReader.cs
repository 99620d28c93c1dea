using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>A list of gates, in order.</summary>
internal sealed record GateList(IReadOnlyList<PluggedGate> Gates);

/// <summary>Reads <c>gates:</c>.</summary>
internal sealed class GateReader(DefinitionFinder definitions, ExpressionReader expressions, Report report)
{
    /// <summary>Keys of a gate that are not its arguments.</summary>
    public static readonly string[] GateKeys = ["gate", "at", "when", "streams", "with"];

    private readonly Dictionary<PluggedGate, SourceSpan> slotPlaces = [];

    /// <summary>Reads the entries; reports and skips wrong ones.</summary>
    public GateList Read(YamlNode node)
    {
        if (node is not YamlSequence list)
        {
            report(Descriptors.WrongType, node.Where, $"'gates' must be a list such as [{{ gate: se, at: concat }}], found {node.Noun}.");
            return new GateList([]);
        }
        return new GateList(list.Items.Select(ReadEntry).OfType<PluggedGate>().ToList());
    }

    /// <summary>Where an entry names its slot.</summary>
    public SourceSpan PlaceOfSlot(PluggedGate gate) => slotPlaces[gate];

    private PluggedGate? ReadEntry(YamlNode node)
    {
        if (node is not YamlMapping map)
        {
            report(Descriptors.WrongType, node.Where, $"A gate must be a map such as {{ gate: se, at: concat }}, found {node.Noun}.");
            return null;
        }
        var names = new StepReader(expressions, report);
        var name = Required(map, "gate") is { } gateNode ? names.ReadPlainName(gateNode, "'gate'") : null;
        var at = Required(map, "at") is { } atNode ? names.ReadPlainName(atNode, "'at'") : null;
        var when = map["when"] is { } condition ? expressions.Read(condition, "'when'") : null;
        var streams = map["streams"] is { } which ? ReadStreams(which) : null;
        var definition = name is null ? null : definitions.Find(name, DefinitionKind.Gate, map["gate"]!.Where, report);
        if (definition is null || at is null)
            return null;
        if (Arguments.Match(definition, Arguments.Read(map, GateKeys, report), expressions, map["gate"]!.Where, report) is not { } call)
            return null;
        var gate = new PluggedGate(call, at, when, streams);
        slotPlaces[gate] = map["at"]!.Where;
        return gate;
    }

    private YamlNode? Required(YamlMapping map, string key)
    {
        if (map[key] is null)
            report(Descriptors.MissingKey, map.Where, $"A gate needs '{key}:'.");
        return map[key];
    }

    private Streams? ReadStreams(YamlNode node)
    {
        if (node is YamlSequence list)
        {
            var listed = list.Items.Select(item => (int?)Fields.Int(item, "'streams'", 1, int.MaxValue, report)).ToList();
            return listed.Any(item => item is null) ? null : new Streams(false, null, listed.OfType<int>().ToList(), node.Where);
        }
        var words = (node as YamlScalar)?.Text.Split([' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words.Length == 1 && words[0] is ("all" or "last"))
            return new Streams(words[0] == "last", null, null, node.Where);
        var count = words.Length == 2 && words[0] == "first" ? words[1] : "";
        if (int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first >= 1)
            return new Streams(false, first, null, node.Where);
        report(Descriptors.InvalidValue, node.Where, $"'streams' must be all, last, first N, or a list such as [2, 3]; found {node.Noun}.");
        return null;
    }
}
