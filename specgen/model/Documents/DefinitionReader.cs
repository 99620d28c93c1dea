using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents;

/// <summary>Reads a definition file: names, parameters, checks and steps, everything that can be known without a shape.</summary>
internal static class DefinitionReader
{
    /// <summary>Keys of a definition.</summary>
    public static readonly string[] Keys = ["block", "gate", "summary", "parameters", "checks", "try", "body", "language"];

    /// <summary>Keys of a parameter.</summary>
    public static readonly string[] ParameterKeys = ["type", "min", "max", "of", "default", "first-only", "summary"];

    /// <summary>Types of parameters, in the order of <see cref="ParameterType"/>.</summary>
    public static readonly string[] Types = ["int", "float", "bool", "choice", "steps", "gate"];

    /// <summary>Keys of a check.</summary>
    public static readonly string[] CheckKeys = ["require", "warn-if", "message"];

    /// <summary>Keys of <c>try</c>.</summary>
    public static readonly string[] ExampleKeys = ["input", "with"];

    /// <summary>The definition, or null if the file does not say what it is.</summary>
    public static Definition? Read(YamlMapping root, string stem, Report report)
    {
        var failed = false;
        var all = report;
        report = (descriptor, where, message) =>
        {
            failed |= descriptor.Severity == Severity.Error;
            all(descriptor, where, message);
        };
        var fields = new Fields(root, "a definition", Keys, report);
        var kind = root["block"] is not null ? DefinitionKind.Block : DefinitionKind.Gate;
        var key = kind == DefinitionKind.Block ? "block" : "gate";
        if (root["block"] is not null && root.Find("gate") is { } both)
            report(Descriptors.UnclearKind, both.Key.Where, "A definition is either a 'block:' or a 'gate:', not both.");
        if (fields.Text(key, required: true) is not { } name)
            return null;
        if (name != stem)
            report(Descriptors.BadName, fields.Place(key), $"A definition has the name of its file: expected '{stem}', found '{name}'.");
        else if (!Naming.IsName(name))
            report(Descriptors.BadName, fields.Place(key), $"'{name}' cannot be a definition's name: {Naming.Rule}.");

        var defaults = new List<StepReader>();
        var used = new HashSet<string>();
        var parameters = ReadParameters(fields, kind, defaults, used, report);
        // Also the names of parameters that are themselves wrong, so that one mistake gives one error.
        var bindings = parameters.Where(parameter => parameter.IsBinding).Select(parameter => parameter.Name).ToList();
        var declared = (root["parameters"] as YamlMapping)?.Entries.Select(entry => entry.Key.Text) ?? [];
        var names = declared.Except(bindings).Concat(Scope.BuiltIn.Keys.Where(builtIn => builtIn != "classes")).ToList();
        var choices = parameters.Where(parameter => parameter.Choices.Count > 0).ToDictionary(parameter => parameter.Name, parameter => parameter.Choices);
        var expressions = new ExpressionReader(names, report, choices, used);
        // No step has run yet where the checks are made.
        var atEntry = new ExpressionReader(
            names.Where(other => !other.StartsWith("here.", StringComparison.Ordinal)).ToList(), report, choices, used);
        var steps = new StepReader(expressions, report, bindings);
        var definition = new Definition
        {
            Kind = kind,
            Name = name,
            Summary = fields.Text("summary") ?? "",
            Parameters = parameters,
            Checks = ReadChecks(fields, atEntry, report),
            Body = fields.Value("body", required: true) is { } body ? steps.ReadBody(body) : [],
            Try = ReadExample(fields, report),
            Slots = steps.Slots.Concat(defaults.SelectMany(reader => reader.Slots)).ToList(),
            Uses = steps.Uses.Concat(defaults.SelectMany(reader => reader.Uses)).ToList(),
            Where = fields.Place(key),
        };
        foreach (var parameter in parameters.Where(parameter => !failed && !used.Contains(parameter.Name)))
            report(Descriptors.UnusedName, parameter.Where, $"Nothing in this definition uses '{parameter.Name}'.");
        return definition;
    }

    private static List<Parameter> ReadParameters(
        Fields fields, DefinitionKind kind, List<StepReader> defaults, ISet<string> used, Report report)
    {
        var parameters = new List<Parameter>();
        foreach (var entry in fields.Mapping("parameters")?.Entries ?? [])
        {
            var name = entry.Key.Text;
            if (!Naming.IsName(name))
                report(Descriptors.BadName, entry.Key.Where, $"'{name}' cannot be a parameter's name: {Naming.Rule}.");
            else if (Scope.BuiltIn.ContainsKey(name) || Functions.Names.Contains(name) || Lexer.Words.Contains(name))
                report(Descriptors.BadName, entry.Key.Where,
                    $"'{name}' has a meaning of its own in expressions; call the parameter something else.");
            if (entry.Value is not YamlMapping map)
            {
                report(Descriptors.WrongType, entry.Value.Where,
                    $"A parameter is described by a map such as {{ type: int, min: 1 }}, found {entry.Value.Noun}.");
                continue;
            }
            var parameterFields = new Fields(map, "a parameter", ParameterKeys, report);
            if (ReadParameter(name, parameterFields, parameters, kind, defaults, used, report) is { } parameter)
                parameters.Add(parameter);
        }
        return parameters;
    }

    private static Parameter? ReadParameter(
        string name, Fields fields, List<Parameter> earlier, DefinitionKind kind, List<StepReader> defaults, ISet<string> used, Report report)
    {
        if (fields.Choice("type", Types, required: true) is not { } typeName)
            return null;
        var type = (ParameterType)Array.IndexOf(Types, typeName);
        var isNumber = type is ParameterType.Int or ParameterType.Float;
        foreach (var key in new[] { "min", "max" }.Where(key => !isNumber && fields.Map[key] is not null))
            report(Descriptors.UnknownKey, fields.Map.Find(key)!.Key.Where,
                $"Only numbers have a '{key}'; this parameter is of type {typeName}.");
        if (type != ParameterType.Choice && fields.Map.Find("of") is { } of)
            report(Descriptors.UnknownKey, of.Key.Where, $"Only a choice has 'of'; this parameter is of type {typeName}.");

        var names = earlier.Where(other => !other.IsBinding).Select(other => other.Name).Concat(["channels", "rows", "columns"]).ToList();
        var expressions = new ExpressionReader(names, report, used: used);
        Expression? value = null;
        IReadOnlyList<Step>? steps = null;
        if (type is ParameterType.Steps or ParameterType.Gate)
        {
            var reader = new StepReader(expressions, report, earlier.Where(other => other.IsBinding).Select(other => other.Name).ToList());
            steps = fields.Value("default") is { } written ? Arguments.ReadSteps(type, written, "'default'", reader) : null;
            defaults.Add(reader);
        }
        else if (fields.Value("default") is { } node)
            value = type == ParameterType.Choice ? expressions.ReadName(node, "'default'") : expressions.Read(node, "'default'");
        var firstOnly = fields.Bool("first-only") ?? false;
        if (firstOnly && kind == DefinitionKind.Gate)
            report(Descriptors.UnknownKey, fields.Map.Find("first-only")!.Key.Where, "Only a block's parameters can be 'first-only'.");
        else if (firstOnly && fields.Map["default"] is null)
            report(Descriptors.MissingKey, fields.Where, "A parameter with 'first-only' needs a 'default:' for the other blocks.");
        var parameter = new Parameter
        {
            Name = name,
            Type = type,
            Min = isNumber ? fields.Float("min", double.NegativeInfinity, double.PositiveInfinity) ?? double.NegativeInfinity : 0,
            Max = isNumber ? fields.Float("max", double.NegativeInfinity, double.PositiveInfinity) ?? double.PositiveInfinity : 0,
            Choices = type == ParameterType.Choice ? ReadChoices(fields, report) : [],
            Default = value,
            DefaultSteps = steps,
            DefaultText = fields.Value("default") is { } text ? (text as YamlScalar)?.Text ?? YamlWriter.WriteInOneLine(text) : null,
            FirstOnly = firstOnly,
            Summary = fields.Text("summary") ?? "",
            Where = fields.Where,
        };
        CheckRange(parameter, fields, report);
        return parameter;
    }

    // What no value could ever fit, found before anybody uses it.
    private static void CheckRange(Parameter parameter, Fields fields, Report report)
    {
        if (parameter.Min > parameter.Max)
            report(Descriptors.InvalidValue, fields.Place("max"), "No number is at least 'min' and at most 'max'.");
        else if (parameter is { Type: ParameterType.Int or ParameterType.Float, Default: { } value } && !ExpressionReader.NamesIn(value.Root).Any())
            _ = parameter.Evaluate(value, Scope.Constants, report);
        if (parameter is { Type: ParameterType.Choice, Choices.Count: > 0, Default.Root: LiteralTerm { Value.Kind: ConstantKind.Text } literal }
            && !parameter.Choices.Contains(literal.Value.Text))
        {
            report(Descriptors.InvalidValue, fields.Place("default"),
                $"'default' must be one of {string.Join(", ", parameter.Choices)}; found '{literal.Value.Text}'."
                + Suggestion.For(literal.Value.Text, parameter.Choices));
        }
    }

    private static IReadOnlyList<string> ReadChoices(Fields fields, Report report)
    {
        var choices = new List<string>();
        var list = fields.Sequence("of", required: true);
        if (list is { Items.Count: 0 })
            report(Descriptors.InvalidValue, list.Where, "A choice needs at least one name in 'of'.");
        foreach (var item in list?.Items ?? [])
        {
            if (item is YamlScalar { IsNull: false } scalar)
                choices.Add(scalar.Text);
            else
                report(Descriptors.WrongType, item.Where, $"A choice must be a name, found {item.Noun}.");
        }
        return choices;
    }

    private static Example? ReadExample(Fields fields, Report report)
    {
        if (fields.Mapping("try") is not { } map)
            return null;
        var example = new Fields(map, "'try'", ExampleKeys, report);
        return example.Shape("input") is { } input ? new Example(input, example.Mapping("with")?.Entries ?? [], map.Where) : null;
    }

    private static List<DefinitionCheck> ReadChecks(Fields fields, ExpressionReader expressions, Report report)
    {
        var checks = new List<DefinitionCheck>();
        foreach (var item in fields.Sequence("checks")?.Items ?? [])
        {
            if (item is not YamlMapping map)
            {
                report(Descriptors.WrongType, item.Where,
                    $"A check is a map with 'require' or 'warn-if' and a 'message', found {item.Noun}.");
                continue;
            }
            var check = new Fields(map, "a check", CheckKeys, report);
            var mustHold = map["require"] is not null;
            if (mustHold == map["warn-if"] is not null)
            {
                report(Descriptors.MissingKey, map.Where, "A check has either 'require' or 'warn-if'.");
                continue;
            }
            var key = mustHold ? "require" : "warn-if";
            var condition = expressions.Read(map[key]!, $"'{key}'");
            if (check.Text("message", required: true) is { } message && condition is not null)
                checks.Add(new DefinitionCheck(condition, mustHold, message, map.Where));
        }
        return checks;
    }
}
