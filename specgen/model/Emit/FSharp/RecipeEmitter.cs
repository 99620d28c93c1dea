using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Compiler.Emit.FSharp;

/// <summary>
/// The F# library's recipe, by the table of keys: a union for each group of which one is chosen, a record, its builder, and the way from
/// and to the compiler's own record. The keys of groups become fields of the record itself.
/// </summary>
internal static class RecipeEmitter
{
    private const string Namespace = nameof(Documents) + "." + nameof(Documents.Recipes) + ".";

    /// <summary>The text of <c>specgen/dsl/Generated/Recipe.fs</c>, LF line ends.</summary>
    public static string Emit()
    {
        var keys = RecipeTable.Keys(typeof(Recipe));
        var fields = keys.SelectMany(key => key.Kind == RecipeKeyKind.Group ? RecipeTable.Keys(key.Type) : [key]).ToList();
        var text = new CodeWriter();
        text.Line("// Written from the compiler's table of keys (specgen/model/Documents/Recipes) by SERES2NET_ACCEPT=1 dotnet test tests/Compiler; do not edit.");
        text.Line("namespace SeRes2Net.Dsl");
        text.Line();
        text.Line("open SeRes2Net.Compiler");
        foreach (var key in keys)
        {
            if (key.Kind == RecipeKeyKind.OneOf)
                WriteUnion(text, key);
            if (key.Kind == RecipeKeyKind.Word)
                WriteWords(text, key);
        }
        WriteRecord(text, keys, fields);
        WriteBuilder(text, fields);
        return text.ToString();
    }

    private static void WriteUnion(CodeWriter text, RecipeKey key)
    {
        var kinds = RecipeTable.Kinds(key.Type)
            .Select(kind => (kind.Type.Name, Case: CSharpText.Pascal(kind.Name), kind.Summary, Keys: RecipeTable.Keys(kind.Type))).ToList();
        text.Line();
        Summary(text, "", key.Summary);
        text.Line($"type {key.Type.Name} =");
        foreach (var kind in kinds)
        {
            Summary(text, "    ", string.Join(" ", kind.Keys.Select(inner => $"{Argument(inner)}: {CSharpText.Camel(inner.Summary)}").Prepend(kind.Summary)));
            var values = string.Join(" * ", kind.Keys.Select(inner => $"{Argument(inner)}: {TypeOf(inner)}"));
            text.Line($"    | {kind.Case}{(values.Length > 0 ? $" of {values}" : "")}");
        }
        text.Line();
        text.Line($"    static member internal Of(value: {Namespace}{key.Type.Name}) =");
        text.Line("        match value with");
        foreach (var kind in kinds)
            text.Line($"        | :? {Namespace}{kind.Name} as it -> {CaseOf(kind.Case, kind.Keys.Select(inner => Of(inner, $"it.{inner.Property}")))}");
        text.Line("        | _ -> invalidArg (nameof value) (string value)");
        text.Line();
        text.Line($"    member internal this.ToCompiler() : {Namespace}{key.Type.Name} =");
        text.Line("        match this with");
        foreach (var kind in kinds)
        {
            text.Line($"        | {CaseOf(kind.Case, kind.Keys.Select(Argument))} -> "
                + $"{Namespace}{kind.Name}({string.Join(", ", kind.Keys.Select(inner => $"{inner.Property} = {Argument(inner)}"))})");
        }
    }

    private static void WriteWords(CodeWriter text, RecipeKey key)
    {
        text.Line();
        Summary(text, "", $"{key.Summary} One of {string.Join(", ", key.Words)}.");
        text.Line($"type {key.Type.Name} = {Namespace}{key.Type.Name}");
    }

    private static void WriteRecord(CodeWriter text, IReadOnlyList<RecipeKey> keys, IReadOnlyList<RecipeKey> fields)
    {
        text.Line();
        Summary(text, "", "A training protocol; specs/recipes/NAME.yaml. What YAML need not say has the same defaults here.");
        text.Line("type Recipe =");
        text.Line("    {");
        foreach (var field in fields)
        {
            Summary(text, "        ", field.Summary);
            text.Line($"        {field.Property}: {TypeOf(field)}");
        }
        text.Line("    }");
        text.Line();
        text.Line($"    static member internal Of(value: {Namespace}Recipe) : Recipe =");
        var values = keys.SelectMany(key => key.Kind == RecipeKeyKind.Group
            ? RecipeTable.Keys(key.Type).Select(inner => (inner.Property, Value: Of(inner, $"value.{key.Property}.{inner.Property}")))
            : [(key.Property, Of(key, $"value.{key.Property}"))]).ToList();
        for (var i = 0; i < values.Count; i++)
            text.Line($"        {(i == 0 ? "{" : " ")} {values[i].Property} = {values[i].Value}{(i == values.Count - 1 ? " }" : "")}");
        text.Line();
        text.Line("    member internal this.ToCompiler() =");
        text.Line($"        {Namespace}Recipe(");
        foreach (var key in keys)
        {
            var value = key.Kind == RecipeKeyKind.Group
                ? $"{Namespace}{key.Type.Name}({string.Join(", ", RecipeTable.Keys(key.Type).Select(inner => $"{inner.Property} = {To(inner)}"))})"
                : To(key);
            text.Line($"            {key.Property} = {value}{(key == keys[keys.Count - 1] ? "" : ",")}");
        }
        text.Line("        )");
    }

    private static void WriteBuilder(CodeWriter text, IReadOnlyList<RecipeKey> fields)
    {
        text.Line();
        Summary(text, "", "Builds a recipe. What YAML must say has a default here, too: one epoch at a constant rate.");
        text.Line("type RecipeBuilder(name: string) =");
        Summary(text, "    ", "The defaults.");
        text.Line("    member _.Yield(_: unit) : Recipe =");
        text.Line($"        {{ Recipe.Of({Namespace}RecipeTable.Defaults typeof<{Namespace}Recipe> :?> {Namespace}Recipe) with");
        text.Line("            Name = name }");
        foreach (var field in fields.Where(field => field.Property != nameof(Recipe.Name)))
        {
            text.Line();
            Summary(text, "    ", RecipeWriter.DefaultOf(field) is { } value ? $"{field.Summary} Default: {value}." : field.Summary);
            text.Line($"    [<CustomOperation \"{Argument(field)}\">]");
            text.Line($"    member _.{field.Property}(recipe: Recipe, value: {TypeOf(field)}) = {{ recipe with {field.Property} = value }}");
        }
    }

    private static string CaseOf(string name, IEnumerable<string> values) => values.Any() ? $"{name}({string.Join(", ", values)})" : name;

    private static string Argument(RecipeKey key) => FSharpNames.Quoted(CSharpText.Camel(key.Property));

    private static string TypeOf(RecipeKey key) => key.Kind switch
    {
        RecipeKeyKind.Text => "string",
        RecipeKeyKind.Int => "int",
        RecipeKeyKind.Float => "float",
        RecipeKeyKind.Bool => "bool",
        RecipeKeyKind.Floats => "float list",
        _ => key.Type.Name,
    };

    // From the compiler's value to the library's.
    private static string Of(RecipeKey key, string value) => key.Kind switch
    {
        RecipeKeyKind.Floats => $"List.ofSeq {value}",
        RecipeKeyKind.OneOf => $"{key.Type.Name}.Of {value}",
        _ => value,
    };

    private static string To(RecipeKey key) => key.Kind == RecipeKeyKind.OneOf ? $"this.{key.Property}.ToCompiler()" : $"this.{key.Property}";

    private static void Summary(CodeWriter text, string indent, string content) => FSharpEmitter.Comment(text, indent, "summary", content);
}
