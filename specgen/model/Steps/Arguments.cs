using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Arguments of blocks, gates and used definitions: read from YAML, then matched with parameters.</summary>
internal static class Arguments
{
    /// <summary>How a parameter of type gate says that it has no gate.</summary>
    public const string NoGate = "none";

    /// <summary>Keys of a gate that is the value of a parameter.</summary>
    public static readonly string[] GateKeys = ["gate", "with"];

    /// <summary>The keys of <c>with</c> and the bare keys that are not reserved; a key in both is an error.</summary>
    public static IReadOnlyList<YamlEntry> Read(YamlMapping map, IReadOnlyCollection<string> reserved, Report report)
    {
        var entries = map.Entries.Where(entry => !reserved.Contains(entry.Key.Text)).ToList();
        var with = map["with"];
        if (with is YamlMapping given)
        {
            foreach (var entry in given.Entries)
            {
                if (map.Find(entry.Key.Text) is { } bare && !reserved.Contains(entry.Key.Text))
                    report(Descriptors.DuplicateKey, entry.Key.Where,
                        $"'{entry.Key.Text}' is also given outside 'with', in line {bare.Key.Where.Line}.");
                else
                    entries.Add(entry);
            }
        }
        else if (with is { IsNull: false })
        {
            report(Descriptors.WrongType, with.Where, $"'with' must be a map, found {with.Noun}.");
        }
        return entries;
    }

    /// <summary>Matches arguments with a definition's parameters. Reports unknown and missing ones; null if any is wrong.</summary>
    /// <param name="definition">The definition in use.</param>
    /// <param name="given">Arguments; each must be a parameter.</param>
    /// <param name="reader">Reads the expressions of the file that gives them.</param>
    /// <param name="where">Location of the use.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="bindings">Parameters of that file that hold steps.</param>
    public static DefinitionCall? Match(
        Definition definition, IEnumerable<YamlEntry> given, ExpressionReader reader, SourceSpan where, Report report,
        IReadOnlyCollection<string>? bindings = null)
    {
        var arguments = new Dictionary<string, Expression>();
        var steps = new Dictionary<string, IReadOnlyList<Step>>();
        var uses = new List<UseStep>();
        var fits = true;
        foreach (var entry in given)
        {
            var parameter = definition.Parameters.FirstOrDefault(parameter => parameter.Name == entry.Key.Text);
            if (parameter is null)
            {
                report(Descriptors.UnknownParameter, entry.Key.Where,
                    $"'{definition.Name}' has no parameter '{entry.Key.Text}'."
                    + Suggestion.OrList(entry.Key.Text, definition.Parameters.Select(other => other.Name)));
                fits = false;
                continue;
            }
            var what = $"'{parameter.Name}'";
            if (parameter.IsBinding)
            {
                var stepReader = new StepReader(reader, report, bindings);
                if (ReadSteps(parameter.Type, entry.Value, what, stepReader) is { } list)
                    steps[parameter.Name] = list;
                else
                    fits = false;
                uses.AddRange(stepReader.Uses);
                fits &= NoSlots(stepReader, entry, what, report);
                continue;
            }
            var value = parameter.Type == ParameterType.Choice ? reader.ReadName(entry.Value, what) : reader.Read(entry.Value, what);
            if (value is null)
                fits = false;
            else
                arguments[parameter.Name] = value;
        }
        var written = new HashSet<string>(given.Select(entry => entry.Key.Text));
        foreach (var parameter in definition.Parameters.Where(parameter => parameter.Required && !written.Contains(parameter.Name)))
        {
            report(Descriptors.MissingParameter, where, $"'{definition.Name}' needs a value for its parameter '{parameter.Name}'"
                + (parameter.Summary.Length > 0 ? $" ({parameter.Summary})." : "."));
            fits = false;
        }
        return fits ? new DefinitionCall(definition, arguments, steps, uses, where) : null;
    }

    /// <summary>The value of a parameter that holds steps or a gate; null after reporting an error.</summary>
    public static IReadOnlyList<Step>? ReadSteps(ParameterType type, YamlNode node, string what, StepReader reader)
    {
        if (type == ParameterType.Steps)
            return reader.ReadList(node);
        var name = node is YamlMapping map ? map["gate"] : node;
        if (name is YamlScalar { IsNull: false, Text: NoGate } && node is not YamlMapping)
            return [];
        if (name is null or YamlSequence or YamlMapping)
        {
            reader.Report(Descriptors.WrongType, node.Where,
                $"{what} must be a gate: its name, a map such as {{ gate: NAME, with: {{ .. }} }}, or {NoGate}; found {node.Noun}.");
            return null;
        }
        if (reader.ReadPlainName(name, what) is not { } gate)
            return null;
        var entries = node is YamlMapping given ? Read(given, GateKeys, reader.Report) : [];
        var head = new StepHead(name.Where, Naming.PathPart(gate), null);
        return [reader.Bindings.Contains(gate)
            ? new BoundStep(head, gate)
            : reader.AddUse(new UseStep(head, gate, DefinitionKind.Gate, entries, reader.Expressions.Names, reader.Bindings))];
    }

    // Only the block's author places its slots. A spec that passes in steps can put its gates into them directly.
    private static bool NoSlots(StepReader reader, YamlEntry entry, string what, Report report)
    {
        if (reader.Slots.Count == 0)
            return true;
        report(Descriptors.UnknownStep, entry.Value.Where,
            $"{what} cannot hold the slot '{reader.Slots[0]}': slots belong into a definition's body.");
        return false;
    }
}
