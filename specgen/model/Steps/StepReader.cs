using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Reads lists of steps and collects the slots and definitions they use.</summary>
/// <param name="expressions">Reads the expressions of the file.</param>
/// <param name="report">Where findings go.</param>
/// <param name="bindings">Parameters of the file that hold steps or a gate: <c>use</c> looks them up before any definition.</param>
internal sealed class StepReader(ExpressionReader expressions, Report report, IReadOnlyCollection<string>? bindings = null)
{
    /// <summary>Keys of a step besides its name.</summary>
    public static readonly string[] Modifiers = ["when", "name", "with", "as", "of"];

    private readonly List<string> slots = [];
    private readonly List<UseStep> uses = [];
    private readonly ValueNames values = new(report);
    private ExpressionReader? reader;

    /// <summary>Reads the expressions of this file.</summary>
    public ExpressionReader Expressions => reader ??= expressions.With([], values.Known);

    /// <summary>Where findings go.</summary>
    public Report Report => report;

    /// <summary>Parameters of the file that stand for steps or a gate.</summary>
    public IReadOnlyCollection<string> Bindings => bindings ?? [];

    /// <summary>Whether the list being read is a residual's shortcut, where <c>projection</c> and <c>pad</c> have a target.</summary>
    public bool InShortcut { get; private set; }

    /// <summary>Names of slots met so far.</summary>
    public IReadOnlyList<string> Slots => slots;

    /// <summary>Definitions used by name so far.</summary>
    public IReadOnlyList<UseStep> Uses => uses;

    /// <summary>
    /// A definition's body, or another place where a single unnamed combinator is transparent: its parts belong directly to the
    /// enclosing module.
    /// </summary>
    public IReadOnlyList<Step> ReadBody(YamlNode node)
    {
        if (node is not YamlMapping map)
            return ReadList(node);
        var step = values.InList(() => ReadStep(map, new Dictionary<string, int>(), transparent: true));
        return step is null ? [] : [step];
    }

    /// <summary>A list of steps; a single step may stand without the list.</summary>
    public IReadOnlyList<Step> ReadList(YamlNode node)
    {
        var ordinals = new Dictionary<string, int>();
        var items = node is YamlSequence list ? list.Items : [node];
        return values.InList(() => items.Select(item => ReadStep(item, ordinals, transparent: false)).OfType<Step>().ToList());
    }

    /// <summary>The steps of a residual's shortcut.</summary>
    public IReadOnlyList<Step> ReadShortcut(YamlNode node)
    {
        var before = InShortcut;
        InShortcut = true;
        var steps = ReadList(node);
        InShortcut = before;
        return steps;
    }

    /// <summary>A name given literally (slot, definition), or null after reporting that it is not a name.</summary>
    public string? ReadPlainName(YamlNode? node, string what)
    {
        if (node is YamlScalar { IsNull: false } scalar && Naming.IsName(scalar.Text))
            return scalar.Text;
        if (node is not null)
            report(Descriptors.BadName, node.Where, $"{what} must be a name ({Naming.Rule}), found {node.Noun}.");
        return null;
    }

    /// <summary>Notes a slot.</summary>
    public void AddSlot(string name) => slots.Add(name);

    /// <summary>Notes a used definition.</summary>
    public UseStep AddUse(UseStep step)
    {
        uses.Add(step);
        return step;
    }

    private Step? ReadStep(YamlNode node, Dictionary<string, int> ordinals, bool transparent)
    {
        switch (node)
        {
            case YamlScalar { IsNull: false } scalar:
                return Make(scalar, new StepValue(null, null), null, ordinals, transparent);
            case YamlMapping map:
                var keys = map.Entries.Where(entry => !Modifiers.Contains(entry.Key.Text)).ToList();
                if (keys.Count == 1)
                {
                    var value = keys[0].Value.IsNull ? null : keys[0].Value;
                    return Make(keys[0].Key, new StepValue(value, map["with"]), map, ordinals, transparent);
                }
                var found = keys.Count == 0 ? "none" : string.Join(", ", keys.Select(entry => entry.Key.Text));
                report(Descriptors.NotOneStep, keys.Count == 0 ? map.Where : keys[1].Key.Where,
                    $"A step has exactly one step name, besides {string.Join(", ", Modifiers)}; found {found}."
                    + (keys.Count == 0 && map.Entries.Count > 0 ? " Put it into one pair of braces with its step."
                        : keys.Count > 1 && keys[0].Key.Text == "use"
                            ? $" Put its arguments into 'with': {{ use: {Text(keys[0])}, with: {{ {keys[1].Key.Text}: {Text(keys[1])} }} }}."
                        : string.Concat(keys.Select(key => key.Key.Text).Where(key => !StepTable.Kinds.ContainsKey(key)).Select(key => Suggestion.For(key, Modifiers)))));
                return null;
            default:
                report(Descriptors.WrongType, node.Where, $"A step must be a name, or a map with one step name, found {node.Noun}.");
                return null;
        }
    }

    private Step? Make(
        YamlScalar key, StepValue value, YamlMapping? modifiers, Dictionary<string, int> ordinals, bool transparent)
    {
        var kind = key.Text;
        if (!StepTable.Kinds.TryGetValue(kind, out var syntax) || (syntax.OnlyInShortcut && !InShortcut))
        {
            ReportUnknown(key, syntax);
            return null;
        }
        if (value.With is not null && !syntax.TakesWith)
            report(Descriptors.UnknownKey, value.With.Where,
                $"'{kind}' takes its arguments after its name: {kind}: {{ .. }}; only 'use' has a 'with'.");
        // Counted as written, so that neither 'when' nor a plugged gate ever renames a neighbour.
        var countedAs = syntax.CountedAs(value.Value) ?? kind;
        ordinals[countedAs] = ordinals.TryGetValue(countedAs, out var count) ? count + 1 : 1;
        var local = modifiers?["name"] is { } name
            ? Naming.PathPart(ReadPlainName(name, "'name'") ?? kind)
            : transparent && syntax.CanBeTransparent ? "" : Naming.PathPart(syntax.LocalName(countedAs, ordinals[countedAs]));
        var when = modifiers?["when"] is { } condition ? Expressions.Read(condition, "'when'") : null;
        var of = ReadPlainName(modifiers?["of"], "'of'") is null ? null : values.Find((YamlScalar)modifiers!["of"]!);
        var named = ReadPlainName(modifiers?["as"], "'as'");
        var step = syntax.Read(this, new StepHead(key.Where, local, when, named, of), value);
        if (named is not null)
            values.Add((YamlScalar)modifiers!["as"]!);
        return step;
    }

    private static string Text(YamlEntry entry) => (entry.Value as YamlScalar)?.Text ?? "..";

    private void ReportUnknown(YamlScalar key, StepSyntax? syntax)
    {
        if (syntax is not null)
            report(Descriptors.UnknownStep, key.Where,
                $"'{key.Text}' belongs into the 'shortcut' of a 'residual': it aims at the branch's shape.");
        else
            report(Descriptors.UnknownStep, key.Where, $"There is no step '{key.Text}'.{Advice(key.Text)}");
    }

    // What else the word can mean.
    private string Advice(string word) =>
        values.Known.Contains(word) ? $" '{word}' names a value; the step that reads it is {{ identity: ~, of: {word} }}."
        : word == "transpose" ? " Write 'permute', with the axes in their new order."
        : Merge.Names.Contains(word) ? $" Paths are merged in 'branches': {{ of: [..], merge: {word} }}."
        : Functions.OfElements.Contains(word) ? $" Write 'map: {word}(x)'."
        : Suggestion.OrList(word, StepTable.Kinds.Keys.Concat(values.Known));
}

/// <summary>What stands after a step's name.</summary>
/// <param name="Value">Its value; null where there is none.</param>
/// <param name="With">The step's <c>with</c>; null where there is none.</param>
internal readonly record struct StepValue(YamlNode? Value, YamlNode? With);
