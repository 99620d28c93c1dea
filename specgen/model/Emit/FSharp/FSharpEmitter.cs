using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Steps;

namespace SeRes2Net.Compiler.Emit.FSharp;

/// <summary>
/// Typed F# functions for blocks and gates: with them the F# compiler finds a wrong name or type, and editors show the
/// parameters.
/// </summary>
public static class FSharpEmitter
{
    /// <summary>The default namespace.</summary>
    public const string DefaultNamespace = "SeRes2Net.Specs";

    private const int Width = 140;
    private const string Blocks = "Blocks";
    private const string Gates = "Gates";

    // Types that the text names: neither a union nor a parameter may hide them.
    private static readonly string[] Types = ["Expression", "Pick", "Step", "BlockUse", "GateUse", "Optional", Blocks, Gates];

    /// <summary>Whether a text can be the namespace.</summary>
    public static bool IsNamespace(string text) => FSharpNames.IsNamespace(text);

    /// <summary>The text of an F# file, LF line ends.</summary>
    /// <param name="definitions">The blocks and gates.</param>
    /// <param name="namespace">The namespace they are put into.</param>
    public static string Emit(DefinitionSet definitions, string @namespace) => Emit(definitions.Definitions, @namespace);

    /// <summary>The same for definitions from anywhere.</summary>
    internal static string Emit(IEnumerable<Definition> definitions, string @namespace)
    {
        var functions = FunctionsOf([.. definitions
            .OrderBy(definition => definition.Kind)
            .ThenBy(definition => definition.Name, System.StringComparer.Ordinal)]);
        var text = new CodeWriter();
        text.Line("// Written by `runner schema --fsharp`; do not edit.");
        text.Line($"namespace {FSharpNames.Namespace(@namespace)}");
        text.Line();
        text.Line("open SeRes2Net.Dsl");
        foreach (var argument in functions.SelectMany(function => function.Arguments).Where(argument => argument.Cases.Count > 0))
            WriteUnion(text, argument);
        WriteType(text, Blocks, [.. functions.Where(function => function.Definition.Kind == DefinitionKind.Block)]);
        WriteType(text, Gates, [.. functions.Where(function => function.Definition.Kind == DefinitionKind.Gate)]);
        return text.ToString();
    }

    private static IReadOnlyList<Function> FunctionsOf(IReadOnlyList<Definition> definitions)
    {
        var unions = new Queue<string>(FSharpNames.Unions(
            definitions.SelectMany(definition => definition.Parameters.Where(parameter => parameter.Type == ParameterType.Choice)
                .Select(parameter => (KindOf(definition), definition.Name, parameter.Name))),
            Types));
        var members = definitions.GroupBy(definition => definition.Kind)
            .SelectMany(group => FSharpNames.Members([.. group.Select(definition => definition.Name)], []));
        return [.. definitions.Zip(members, (definition, member) => new Function(definition, member, ArgumentsOf(definition)))];

        IReadOnlyList<Argument> ArgumentsOf(Definition definition)
        {
            var names = FSharpNames.Members([.. definition.Parameters.Select(parameter => parameter.Name)], Types);
            return [.. definition.Parameters.Zip(names, (parameter, name) => parameter.Type == ParameterType.Choice
                ? ChoiceOf(definition, parameter, name)
                : new Argument(definition, parameter, name, TypeOf(parameter), []))];
        }

        Argument ChoiceOf(Definition definition, Parameter parameter, string name)
        {
            var values = parameter.Choices.Distinct().ToList();
            var cases = values.Zip(FSharpNames.Cases(values), (value, name) => new Case(FSharpNames.QuotedUpper(name), value));
            return new Argument(definition, parameter, name, FSharpNames.QuotedUpper(unions.Dequeue()), [.. cases]);
        }
    }

    private static void WriteUnion(CodeWriter text, Argument choice)
    {
        text.Line();
        Comment(text, "", "summary", $"Values of '{choice.Parameter.Name}' of {choice.Definition.Name}.");
        text.Line("[<RequireQualifiedAccess>]");
        text.Line($"type {choice.Type} =");
        foreach (var one in choice.Cases)
            text.Line($"    | {one.Name}");
    }

    private static void WriteType(CodeWriter text, string name, IReadOnlyList<Function> functions)
    {
        if (functions.Count == 0)
            return;
        text.Line();
        Comment(text, "", "summary", $"The {name.ToLowerInvariant()} there are, as functions of their parameters.");
        text.Line($"type {name} =");
        foreach (var function in functions)
        {
            if (function != functions[0])
                text.Line();
            WriteFunction(text, function);
        }
    }

    private static void WriteFunction(CodeWriter text, Function function)
    {
        var (definition, arguments) = (function.Definition, function.Arguments);
        Comment(text, "    ", "summary", Sentence(definition.Summary) ?? $"The {KindOf(definition)} {definition.Name}.");
        foreach (var argument in arguments)
            Comment(text, "    ", "param", Meaning(argument.Parameter), $" name=\"{argument.Name}\"");

        var head = $"    static member {FSharpNames.Quoted(function.Name)}";
        var result = $") : {(definition.Kind == DefinitionKind.Block ? "BlockUse" : "GateUse")} =";
        var parameters = arguments.Select(argument =>
            $"?{FSharpNames.Quoted(argument.Name)}: {(argument.Cases.Count > 0 ? $"Pick<{argument.Type}>" : argument.Type)}").ToList();
        var line = $"{head}({string.Join(", ", parameters)}{result}";
        Lines(text, line.Length <= Width
            ? [line]
            : [head, "        (", .. Separated(parameters, ",").Select(parameter => "            " + parameter), "        " + result]);

        var call = $"        Optional.{KindOf(definition)} (";
        var name = CSharpText.Literal(definition.Name);
        var given = arguments.Select(Given).ToList();
        line = $"{call}{name}, {(given.Count == 0 ? "[]" : $"[ {string.Join("; ", given)} ]")})";
        if (line.Length <= Width)
        {
            text.Line(line);
            return;
        }
        var items = arguments.SelectMany(GivenLines).ToList();
        Lines(text,
        [
            call,
            $"            {name},",
            .. items.Select((item, i) => $"            {(i == 0 ? "[" : " ")} {item}{(i == items.Count - 1 ? " ]" : "")}"),
            "        )",
        ]);
    }

    // How an argument is passed on where it was given.
    private static string Given(Argument argument) =>
        $"Optional.{PassedBy(argument)} ({CSharpText.Literal(argument.Parameter.Name)}, {FSharpNames.Quoted(argument.Name)}"
        + (argument.Cases.Count > 0 ? $", function {string.Join(" | ", argument.Cases.Select(one => Rule(argument, one)))})" : ")");

    private static IEnumerable<string> GivenLines(Argument argument) =>
        argument.Cases.Count == 0 || Given(argument).Length + 16 <= Width
            ? [Given(argument)]
            :
            [
                $"Optional.{PassedBy(argument)} (",
                $"    {CSharpText.Literal(argument.Parameter.Name)},",
                $"    {FSharpNames.Quoted(argument.Name)},",
                "    function",
                .. argument.Cases.Select(one => $"    | {Rule(argument, one)}"),
                ")",
            ];

    private static string Rule(Argument argument, Case one) => $"{argument.Type}.{one.Name} -> {CSharpText.Literal(one.Value)}";

    private static string PassedBy(Argument argument) => argument.Parameter.Type switch
    {
        ParameterType.Choice => "choice",
        ParameterType.Steps => "steps",
        ParameterType.Gate => "gate",
        _ => "expression",
    };

    private static string TypeOf(Parameter parameter) => parameter.Type switch
    {
        ParameterType.Steps => "Step list",
        ParameterType.Gate => "GateUse",
        _ => "Expression",
    };

    private static string KindOf(Definition definition) => definition.Kind == DefinitionKind.Block ? "block" : "gate";

    private static string Meaning(Parameter parameter)
    {
        var type = parameter.Type switch
        {
            ParameterType.Int => $"An integer{Range(parameter)}.",
            ParameterType.Float => $"A number{Range(parameter)}.",
            ParameterType.Bool => "A truth value.",
            ParameterType.Choice => $"One of {string.Join(", ", parameter.Choices.Distinct())}.",
            ParameterType.Steps => "Steps.",
            _ => "A gate.",
        };
        var value = parameter.DefaultText is { } text ? $"Default: {text}." : "Must be given.";
        var reach = parameter.FirstOnly ? "Reaches the first block of a stage only." : null;
        return string.Join(" ", new[] { Sentence(parameter.Summary), type, value, reach }.OfType<string>());
    }

    private static string Range(Parameter parameter) => (double.IsInfinity(parameter.Min), double.IsInfinity(parameter.Max)) switch
    {
        (true, true) => "",
        (false, true) => $", at least {CSharpText.Number(parameter.Min)}",
        (true, false) => $", at most {CSharpText.Number(parameter.Max)}",
        _ => $" from {CSharpText.Number(parameter.Min)} to {CSharpText.Number(parameter.Max)}",
    };

    // Null if there is nothing to say.
    private static string? Sentence(string summary) => summary.Trim() is { Length: > 0 } text
        ? char.ToUpperInvariant(text[0]) + text.Substring(1) + (text[text.Length - 1] is '.' or '!' or '?' ? "" : ".")
        : null;

    /// <summary>An element of an XML comment, broken between words.</summary>
    internal static void Comment(CodeWriter text, string indent, string element, string content, string attributes = "")
    {
        var line = new StringBuilder();
        foreach (var word in $"<{element}{attributes}>{CSharpText.Xml(content)}</{element}>".Split(' '))
        {
            if (line.Length > 0 && indent.Length + 4 + line.Length + 1 + word.Length > Width)
            {
                text.Line($"{indent}/// {line}");
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        text.Line($"{indent}/// {line}");
    }

    private static IEnumerable<string> Separated(IReadOnlyList<string> items, string separator) =>
        items.Select((item, i) => i == items.Count - 1 ? item : item + separator);

    private static void Lines(CodeWriter text, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            text.Line(line);
    }

    /// <summary>A definition and the member that it becomes.</summary>
    private sealed record Function(Definition Definition, string Name, IReadOnlyList<Argument> Arguments);

    /// <summary>A parameter, the identifier and the type that it becomes; for a choice the type is a union and has cases.</summary>
    private sealed record Argument(Definition Definition, Parameter Parameter, string Name, string Type, IReadOnlyList<Case> Cases);

    /// <summary>A case of a union and the choice it represents.</summary>
    private sealed record Case(string Name, string Value);
}
