using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.FSharp;

/// <summary>The primitives as F#: a union of them, and a function or value for each. The DSL is built with these two files.</summary>
public static class FSharpPrimitives
{
    private const string Head = "// Written from the compiler's table of primitives; SERES2NET_ACCEPT=1 dotnet test tests/Compiler writes it.";

    /// <summary>The union, and the types of its fields.</summary>
    public static string Union()
    {
        var text = new CodeWriter();
        text.Line(Head);
        text.Line("namespace SeRes2Net.Dsl");
        foreach (var (primitive, argument) in Primitives.All.SelectMany(primitive => primitive.Arguments.Select(argument => (primitive, argument))))
        {
            if (argument.Type != ArgumentType.Choice || IsAxis(argument))
                continue;
            text.Line();
            text.Line($"/// <summary>Values of '{argument.Name}' of {primitive.Name}: {CSharpText.Xml(argument.Meaning)}.</summary>");
            text.Line("[<RequireQualifiedAccess>]");
            text.Line($"type {Union(primitive, argument)} =");
            foreach (var choice in argument.Choices)
            {
                text.Line($"    /// <summary><c>{choice}</c></summary>");
                text.Line($"    | {CSharpText.Pascal(choice)}");
            }
        }
        text.Line();
        text.Line("/// <summary>The steps of the language that are one operation, with their arguments; <c>None</c> is the language's default.</summary>");
        text.Line("[<RequireQualifiedAccess>]");
        text.Line("type Primitive =");
        foreach (var primitive in Primitives.All)
        {
            text.Line($"    /// <summary>{CSharpText.Xml(primitive.Summary.TrimEnd('.'))}.</summary>");
            var fields = primitive.Arguments.Select(argument => $"{Name(argument)}: {Type(primitive, argument)}{(argument.Required ? "" : " option")}");
            text.Line($"    | {CSharpText.Pascal(primitive.Name)}{(primitive.Arguments.Count == 0 ? "" : " of " + string.Join(" * ", fields))}");
        }
        return text.ToString();
    }

    /// <summary>The functions and values.</summary>
    public static string Steps()
    {
        var text = new CodeWriter();
        text.Line(Head);
        text.Line("namespace SeRes2Net.Dsl");
        text.Line();
        text.Line("/// <summary>");
        text.Line("/// The steps of the language that are one operation. Those without arguments are values (<c>relu</c>), the others functions with");
        text.Line("/// named arguments (<c>conv(out = 64, kernel = 3)</c>); an argument that is not given has the language's default.");
        text.Line("/// </summary>");
        text.Line("[<AutoOpen>]");
        text.Line("type PrimitiveSteps =");
        foreach (var primitive in Primitives.All)
        {
            if (primitive != Primitives.All[0])
                text.Line();
            text.Line($"    /// <summary>{CSharpText.Xml(primitive.Summary.TrimEnd('.'))}.</summary>");
            foreach (var argument in primitive.Arguments)
            {
                var value = argument.Default is { } usual ? " " + CSharpText.Xml($"Default: {usual}.") : "";
                text.Line($"    /// <param name=\"{Name(argument)}\">{Sentence(argument.Meaning)}{value}</param>");
            }
            // F# wants what must be given first.
            var ordered = primitive.Arguments.OrderBy(argument => argument.Required ? 0 : 1).ToList();
            var parameters = ordered.Select(argument => $"{(argument.Required ? "" : "?")}{Name(argument)}: {Type(primitive, argument)}");
            var name = FSharpNames.Quoted(CSharpText.Camel(CSharpText.Pascal(primitive.Name)));
            var value2 = $"Primitive.{CSharpText.Pascal(primitive.Name)}";
            if (primitive.Arguments.Count == 0)
            {
                text.Line($"    static member {name}: Step = Step.Plain(Operation.Primitive {value2})");
                continue;
            }
            text.Line($"    static member {name}({string.Join(", ", parameters)}) : Step =");
            text.Line($"        Step.Plain(Operation.Primitive({value2}({string.Join(", ", primitive.Arguments.Select(Name))})))");
        }
        return text.ToString();
    }

    private static bool IsAxis(Argument argument) => argument.Choices.SequenceEqual(Axes.Names);

    private static string Type(Primitive primitive, Argument argument) => argument.Type switch
    {
        ArgumentType.Size => "Size",
        ArgumentType.Order => "Axis list",
        ArgumentType.Choice => $"Pick<{(IsAxis(argument) ? "Axis" : Union(primitive, argument))}>",
        _ => "Expression",
    };

    private static string Union(Primitive primitive, Argument argument) => CSharpText.Pascal(primitive.Name) + CSharpText.Pascal(argument.Name);

    private static string Name(Argument argument) => FSharpNames.Quoted(CSharpText.Camel(CSharpText.Pascal(argument.Name)));

    private static string Sentence(string text) =>
        CSharpText.Xml(char.ToUpperInvariant(text[0]) + text.Substring(1).TrimEnd('.')) + ".";
}
