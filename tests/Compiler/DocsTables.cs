using System.Globalization;
using System.Text;
using SeRes2Net.Compiler.Emit.Diagrams;
using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Tables of the pages, made from the compiler's own records and from what ships with it.</summary>
internal static class DocsTables
{
    /// <summary>Each table by its name in the page: <c>&lt;!-- table: NAME --&gt;</c>.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string>> All = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["architectures"] = Architectures,
        ["blocks"] = () => Definitions(DefinitionKind.Block),
        ["gates"] = () => Definitions(DefinitionKind.Gate),
        ["primitives"] = PrimitiveSteps,
        ["quantities"] = Quantities,
        ["recipe"] = Recipe,
        ["weave"] = Weave,
        ["weave-diagram"] = WeaveDiagram,
    };

    private static readonly string[] WeaveStudy = ["res2net-29", "weave-29", "weave-29-no-carry", "weave-29-kernel-5", "se-weave-29"];

    /// <summary>Every key, step, argument, name and function of the language.</summary>
    public static IEnumerable<string> Vocabulary => new IEnumerable<string>[]
    {
        ArchitectureReader.Keys, ArchitectureReader.StageKeys, GateReader.GateKeys, Expectation.Keys,
        DefinitionReader.Keys, DefinitionReader.ParameterKeys, DefinitionReader.Types, DefinitionReader.CheckKeys,
        DefinitionReader.ExampleKeys, StudyReader.Keys,
        ClaimReader.Keys, ClaimReader.ProtocolKeys, ClaimReader.TableKeys, ClaimReader.RowKeys, ClaimReader.Tests,
        StepTable.Kinds.Keys, StepReader.Modifiers,
        Primitives.All.SelectMany(primitive => primitive.Arguments).Select(argument => argument.Name),
        ResidualStep.Keys, CascadeStep.Keys, CascadeStep.PassKeys, CascadeStep.Places, BranchesStep.Keys, GatedStep.Keys, DenseStep.Keys,
        RepeatStep.Keys, Merge.Names, Scope.BuiltIn.Keys, Functions.Names, Lexer.Words, Operators,
    }.SelectMany(words => words).Distinct();

    private static readonly string[] Operators = ["+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">="];

    private static string Quantities() => Quantity.All.Aggregate(
        "| figure | what | unit |\n| --- | --- | --- |\n",
        (table, quantity) => $"{table}| `{quantity.Name}` | {quantity.Summary.TrimEnd('.')} | {quantity.Unit} |\n");

    private static string Architectures()
    {
        var table = new StringBuilder("| spec | name | input | parameters | MACs |\n| --- | --- | --- | ---: | ---: |\n");
        foreach (var spec in SpecCompiler.Compile(Repository.Specs).Specs)
            table.Append($"| [{spec.Stem}](../{spec.Path}) | {spec.Graph.Name} | {spec.Graph.Input} | {Counts(spec)} |\n");
        return table.ToString();
    }

    // Gates have no open slots: nothing can be plugged into a plugged gate.
    private static string Definitions(DefinitionKind kind)
    {
        var isBlock = kind == DefinitionKind.Block;
        var table = new StringBuilder(isBlock
            ? "| block | what | parameters | slots |\n| --- | --- | --- | --- |\n"
            : "| gate | what | parameters |\n| --- | --- | --- |\n");
        foreach (var document in Repository.Specs.Select(Document.Of).Where(document => document.Definition?.Kind == kind))
        {
            var definition = document.Definition!;
            table.Append($"| [{definition.Name}](../{document.File.Path}) | {definition.Summary} ");
            table.Append($"| {Words(definition.Parameters.Select(parameter => parameter.Name))} ");
            table.Append(isBlock ? $"| {Words(definition.Slots.Distinct())} |\n" : "|\n");
        }
        return table.ToString();
    }

    private static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(word => $"`{word}`"));

    private static string PrimitiveSteps()
    {
        var table = new StringBuilder("| step | what | arguments |\n| --- | --- | --- |\n");
        foreach (var primitive in Primitives.All)
        {
            table.Append($"| `{primitive.Name}` | {Escape(primitive.Summary)} ");
            table.Append($"| {string.Join("<br>", primitive.Arguments.Select(Describe))} |\n");
        }
        return table.ToString();
    }

    private static string Describe(Argument argument)
    {
        var type = argument.Type switch
        {
            ArgumentType.Choice => string.Join(" or ", argument.Choices),
            ArgumentType.Order => "list of axes",
            ArgumentType.Formula => "expression",
            _ => argument.Type.ToString().ToLowerInvariant(),
        };
        return $"`{argument.Name}` ({type}): {Escape(argument.Meaning)}; "
            + (argument.Default is { } value ? $"default {Escape(value)}" : "must be given");
    }

    // Markdown would show C*H*W with an emphasised H.
    private static string Escape(string text) => text.Replace("*", "\\*");

    private static string Recipe()
    {
        var table = new StringBuilder("| key | what | default |\n| --- | --- | --- |\n");
        Append(typeof(Recipe), "");
        return table.ToString();

        void Append(Type group, string above)
        {
            foreach (var key in RecipeTable.Keys(group))
            {
                var usual = key.Required ? "must be given" : RecipeWriter.DefaultOf(key) ?? "none";
                var words = key.Kind == RecipeKeyKind.Word ? $" One of {Words(key.Words)}." : "";
                table.Append($"| {above}`{key.Name}` | {key.Summary}{words} | {usual} |\n");
                if (key.Kind == RecipeKeyKind.Group)
                    Append(key.Type, $"{above}`{key.Name}` ");
                foreach (var kind in key.Kind == RecipeKeyKind.OneOf ? RecipeTable.Kinds(key.Type) : [])
                {
                    table.Append($"| {above}`{key.Name}` `{kind.Name}` | {kind.Summary} | |\n");
                    Append(kind.Type, $"{above}`{key.Name}` `{kind.Name}` ");
                }
            }
        }
    }

    private static string Weave()
    {
        var table = new StringBuilder("| spec | parameters | MACs |\n| --- | ---: | ---: |\n");
        foreach (var spec in WeaveStudy.Select(Compile.Shipped))
            table.Append($"| [{spec.Stem}](../{spec.Path}) | {Counts(spec)} |\n");
        return table.ToString();
    }

    private static string WeaveDiagram() =>
        $"```mermaid\n{DiagramEmitter.Mermaid(Compile.Shipped("weave-29").Graph, "stage1.block2")!.TrimEnd('\n')}\n```\n";

    private static string Counts(CompiledSpec spec) =>
        string.Create(CultureInfo.InvariantCulture, $"{spec.Costs.Parameters:N0} | {spec.Costs.Macs:N0}");
}
