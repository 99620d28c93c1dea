using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Compiler.Emit.Schema;

/// <summary>Recipes as JSON Schema, by the table of keys.</summary>
internal static class RecipeSchema
{
    /// <summary>A recipe or a group in it.</summary>
    /// <param name="summary">What it describes.</param>
    /// <param name="type">Its record.</param>
    /// <param name="others">Further keys.</param>
    public static JsonMap Group(string summary, Type type, JsonMap? others = null)
    {
        var keys = RecipeTable.Keys(type);
        var properties = new JsonMap();
        foreach (var key in keys)
            properties.Add(key.Name, Value(key));
        properties = properties.With(others ?? []);
        var required = keys.Where(key => key.Required).Select(key => key.Name).ToArray();
        // What a recipe extends may say what it leaves out itself, in groups too.
        return others is null
            ? Positions.Map(summary, [.. properties.Keys], properties)
            : Positions.Map(summary, [.. properties.Keys], properties, "recipe").With(new JsonMap
            {
                { "anyOf", new[] { new JsonMap { { "required", required } }, new JsonMap { { "required", new[] { "extends" } } } } },
            });
    }

    private static JsonMap Value(RecipeKey key)
    {
        var summary = !key.Required && RecipeWriter.DefaultOf(key) is { } value ? $"{key.Summary} Default: {value}." : key.Summary;
        return key.Kind switch
        {
            RecipeKeyKind.Text => Positions.Text(summary),
            RecipeKeyKind.Int => Positions.Int(summary, key.Least, key.Most),
            RecipeKeyKind.Float => Positions.Float(summary, key.Least, key.Most),
            RecipeKeyKind.Bool => Positions.Bool(summary),
            RecipeKeyKind.Word => Positions.Word(summary, key.Words),
            RecipeKeyKind.Floats => Positions.List(summary, Positions.Float("A number.", key.Least, key.Most)),
            RecipeKeyKind.Group => Group(summary, key.Type),
            _ => OneOf(summary, key.Type),
        };
    }

    private static JsonMap OneOf(string summary, Type type)
    {
        var kinds = new JsonMap();
        foreach (var kind in RecipeTable.Kinds(type))
            kinds.Add(kind.Name, Group(kind.Summary, kind.Type));
        return Positions.Map(summary, [.. kinds.Keys], kinds).With(new JsonMap { { "minProperties", 1 }, { "maxProperties", 1 } });
    }
}
