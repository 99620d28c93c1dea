using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;

namespace SeRes2Net.Compiler.Emit.Schema;

/// <summary>
/// The definitions of steps that every kind of file with steps shares. Steps and arguments come from
/// <see cref="StepTable"/>.
/// </summary>
internal static class StepSchemas
{
    /// <summary>What <see cref="Steps"/> is called; inside a shortcut it is <see cref="ShortcutSteps"/>.</summary>
    public const string StepsName = "steps";

    private const string ShortcutName = "shortcut-steps";
    private const string ArgumentName = "argument";
    private const string ArgumentsName = "arguments";

    /// <summary>A list of steps.</summary>
    public static JsonMap Steps(string summary) => Positions.Defined(StepsName, summary);

    /// <summary>Arguments of a block or gate, in a map.</summary>
    public static JsonMap Arguments(string summary) => Positions.Defined(ArgumentsName, summary);

    /// <summary>One argument of a block or gate: which there are is the definition's business.</summary>
    public static JsonMap Argument() => Positions.Defined(ArgumentName);

    /// <summary>The definitions.</summary>
    public static JsonMap Definitions() => new JsonMap
    {
        { StepsName, ListOf("step", "Steps, one after the other.") },
        { "step", Step(inShortcut: false) },
        { ShortcutName, ListOf("shortcut-step", "Steps of a shortcut, one after the other.") },
        { "shortcut-step", Step(inShortcut: true) },
        {
            ArgumentsName,
            new JsonMap { { "type", "object" }, { "additionalProperties", Argument() } }
        },
        {
            ArgumentName,
            new JsonMap
            {
                { "description", "A value or an expression; steps or a gate for a parameter of that type." },
                {
                    "anyOf",
                    new[]
                    {
                        new JsonMap { { "type", new[] { "string", "number", "boolean", "null" } } },
                        Positions.Defined(StepsName),
                        GateValue(),
                    }
                },
            }
        },
    }.With(Primitives.All.Select(primitive => new KeyValuePair<string, object>(NameOf(primitive), PrimitiveValue(primitive))));

    /// <summary>A gate as the value of a parameter.</summary>
    public static JsonMap GateValue() => new()
    {
        { "description", $"A gate with its arguments, or {Compiler.Steps.Arguments.NoGate}." },
        { "type", new[] { "object", "string" } },
        {
            "properties",
            new JsonMap { { "gate", Positions.Name("Name of the gate.") }, { "with", Arguments("Its arguments.") } }
        },
        { "required", new[] { "gate" } },
        { "additionalProperties", Argument() },
    };

    private static JsonMap ListOf(string item, string summary) => new()
    {
        { "description", summary },
        {
            "anyOf",
            new[] { new JsonMap { { "type", "array" }, { "items", Positions.Defined(item) } }, Positions.Defined(item) }
        },
    };

    private static JsonMap Step(bool inShortcut)
    {
        var kinds = StepTable.Kinds.Values.Where(syntax => inShortcut || !syntax.OnlyInShortcut).ToList();
        var values = kinds.ToDictionary(syntax => syntax.Name, syntax => Value(syntax, inShortcut));
        var bare = kinds.Where(syntax => CanStandAlone(syntax.Name)).Select(syntax => new JsonMap
        {
            { "const", syntax.Name },
            { "description", Summary(syntax.Name) },
        });
        var properties = new JsonMap();
        foreach (var pair in values)
            properties.Add(pair.Key, pair.Value);
        var modifiers = new JsonMap
        {
            { "when", Positions.Bool("The step exists only where this holds.") },
            { "name", Positions.Name("Its part of the state-dict path, instead of kind and ordinal.") },
            { "with", Arguments("Arguments of the definition that is used.") },
            { "as", Positions.Name("What later steps of the list call its value.") },
            { "of", Positions.Name("The value that it reads, instead of that of the step before it.") },
        };
        var step = Positions.Map(
            "One step with its arguments.", [.. values.Keys, .. StepReader.Modifiers], properties.With(modifiers));
        step.Add("oneOf", kinds.Select(syntax => new JsonMap { { "required", new[] { syntax.Name } } }));
        step.Add("dependencies", new JsonMap
        {
            { "with", new JsonMap { { "anyOf", kinds.Where(syntax => syntax.TakesWith).Select(Required) } } },
        });
        return new JsonMap
        {
            { "description", "A step: a name, or a map with one step name, besides when, name, with, as and of." },
            { "anyOf", bare.Append(step) },
        };
    }

    private static JsonMap Required(StepSyntax syntax) => new() { { "required", new[] { syntax.Name } } };

    private static bool CanStandAlone(string name) =>
        Primitive(name) is { } primitive ? primitive.Arguments.All(argument => !argument.Required) : StepTable.Kinds[name].OnlyInShortcut;

    private static Primitive? Primitive(string name) => Primitives.All.FirstOrDefault(primitive => primitive.Name == name);

    private static string Summary(string name) => Primitive(name)?.Summary ?? Combinators(inShortcut: true)[name].Summary;

    private static JsonMap Value(StepSyntax syntax, bool inShortcut) =>
        Primitive(syntax.Name) is { } primitive ? Positions.Defined(NameOf(primitive)) : Combinators(inShortcut)[syntax.Name].Value;

    // Defined once, because a step may be inside a shortcut or outside.
    private static string NameOf(Primitive primitive) => primitive.Name + "-arguments";

    private static JsonMap PrimitiveValue(Primitive primitive)
    {
        var properties = new JsonMap();
        foreach (var argument in primitive.Arguments)
            properties.Add(argument.Name, ArgumentValue(argument));
        var required = primitive.Arguments.Where(argument => argument.Required).Select(argument => argument.Name).ToArray();
        var map = Positions.Map(primitive.Summary, [.. properties.Keys], properties, required);
        return primitive.Bare is { } bare ? new JsonMap { { "anyOf", new[] { ArgumentValue(bare), map } } }
            : required.Length > 0 ? map : Positions.OrNothing(map);
    }

    private static JsonMap ArgumentValue(Argument argument)
    {
        var summary = char.ToUpperInvariant(argument.Meaning[0]) + argument.Meaning.Substring(1) + "."
            + (argument.Default is { } value ? $" Default: {value}." : "");
        return argument.Type switch
        {
            ArgumentType.Int => Positions.Int(summary, argument.Min, argument.Max),
            ArgumentType.Float => Positions.Float(summary, argument.Min, argument.Max),
            ArgumentType.Bool => Positions.Bool(summary),
            ArgumentType.Size => Positions.Size(summary, argument.Min, argument.Max),
            ArgumentType.Choice => Positions.Choice(summary, argument.Choices),
            ArgumentType.Formula => Positions.Formula(summary),
            ArgumentType.Order => Positions.List(summary, new JsonMap { { "enum", argument.Choices } }).With(new JsonMap
            {
                { "minItems", argument.Choices.Count },
                { "maxItems", argument.Choices.Count },
                { "uniqueItems", true },
            }),
            _ => throw new System.InvalidOperationException($"There is no schema for an argument of type {argument.Type}."),
        };
    }

    // Every step that is not a primitive; a missing one fails when the schema is first used, which a test does.
    private static Dictionary<string, (string Summary, JsonMap Value)> Combinators(bool inShortcut)
    {
        JsonMap Nested(string summary) => Positions.Defined(inShortcut ? ShortcutName : StepsName, summary);
        JsonMap Of(string summary, string[] keys, JsonMap described, params string[] required) =>
            Positions.Map(summary, keys, described, required);
        const string Residual = "branch(x) + shortcut(x).";
        const string Cascade = "The channels in equal splits, each taking up the result of the one before it.";
        const string Branches = "Parallel paths, brought together.";
        const string Gated = "x * f(x), or another pairing of the two, where f(x) is broadcast from size 1.";
        const string Dense = "concat(x, f(x)).";
        const string Repeat = "Copies one after the other, each with weights of its own.";
        const string Slot = "A place where 'gates' may plug something in.";
        const string Use = "Another definition, or a parameter that holds steps or a gate.";
        const string Projection = "A 1x1 convolution and batch-norm, only where the shapes differ.";
        const string Pad = "Every stride-th row and column, zero channels appended, only where the shapes differ.";
        var passthrough = Of("One split that goes another way.", CascadeStep.PassKeys, new JsonMap
        {
            { "at", Positions.Choice("Which split.", CascadeStep.Places) },
            { "through", Nested("What it goes through; nothing where this is absent.") },
        }, "at");
        return new Dictionary<string, (string, JsonMap)>
        {
            ["residual"] = (Residual, Of(Residual, ResidualStep.Keys, new JsonMap
            {
                { "branch", Nested("The residual branch.") },
                { "shortcut", Positions.Defined(ShortcutName, "The way around it; 'projection' and 'pad' aim at the branch's shape.") },
                { "merge", Positions.Word("How the two become one. Default: add.", Merge.Names) },
                { "after", Nested("What follows the addition.") },
                { "when-equal", Positions.Bool("The addition exists only where the shapes agree.") },
            }, "branch")),
            ["cascade"] = (Cascade, Of(Cascade, CascadeStep.Keys, new JsonMap
            {
                { "splits", Positions.Int("Number of splits.", 1) },
                { "each", Nested("What every split goes through.") },
                { "carry", Positions.Bool("Evaluated per split: whether the result of the split before it is added.") },
                { "passthrough", passthrough },
            }, "splits", "each")),
            ["branches"] = (Branches, Of(Branches, BranchesStep.Keys, new JsonMap
            {
                { "of", Positions.List("The paths.", Nested("One path.")) },
                { "shared", Nested("Steps that run on every path with one set of weights.") },
                { "merge", Positions.Word("How the paths become one.", Merge.Names) },
                { "axis", Positions.Word("What 'concat' joins. Default: channels.", Axes.Names) },
            }, "of", "merge")),
            ["gated"] = (Gated, Of(Gated, GatedStep.Keys, new JsonMap
            {
                { "by", Nested("f: gives the factors.") },
                { "merge", Positions.Word("Default: multiply.", GatedStep.Merges.Select(merge => merge.Name)) },
            }, "by")),
            ["dense"] = (Dense, Of(Dense, DenseStep.Keys, new JsonMap { { "of", Nested("f: gives the new channels.") } }, "of")),
            ["repeat"] = (Repeat, Of(Repeat, RepeatStep.Keys, new JsonMap
            {
                { "times", Positions.Int("Number of copies.", 0) },
                { "of", Nested("What is copied; 'copy' counts from 1.") },
            }, "times", "of")),
            ["slot"] = (Slot, Positions.Name(Slot)),
            ["use"] = (Use, Positions.Name(Use)),
            ["projection"] = (Projection, new JsonMap { { "description", Projection }, { "type", "null" } }),
            ["pad"] = (Pad, new JsonMap { { "description", Pad }, { "type", "null" } }),
        };
    }
}
