using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>Writes a recipe by the table of keys; the compiler reads it back unchanged.</summary>
public static class RecipeWriter
{
    /// <summary>The recipe as YAML with every value spelled out, as a run directory keeps it. LF line ends.</summary>
    public static string Write(Recipe recipe) => YamlWriter.Write(Tree(recipe, complete: true));

    /// <summary>The same as a tree.</summary>
    /// <param name="group">A recipe or a group in it.</param>
    /// <param name="complete">False: leave out values that equal the language's defaults.</param>
    internal static YamlMapping Tree(object group, bool complete) => new(
    [
        .. RecipeTable.Keys(group.GetType())
            .Select(key => (Key: key, Value: key.Get(group)))
            .Where(pair => pair.Key.Required || pair.Key.Always || (complete ? pair.Value is not (null or "") : !Equals(pair.Value, pair.Key.Default)))
            .Select(pair => Entry(pair.Key.Name, Node(pair.Key, pair.Value!, complete))),
    ], default);

    /// <summary>A key's default in one line; null where it has none that can be shown so.</summary>
    internal static string? DefaultOf(RecipeKey key) => key.Kind == RecipeKeyKind.Group || key.Default is null or ""
        ? null
        : InOneLine(key, key.Default);

    /// <summary>A key's value in one line.</summary>
    internal static string InOneLine(RecipeKey key, object value) => YamlWriter.WriteInOneLine(Node(key, value, complete: true));

    private static YamlNode Node(RecipeKey key, object value, bool complete) => key.Kind switch
    {
        RecipeKeyKind.Text => new YamlScalar((string)value, false, default),
        RecipeKeyKind.Float => Number((double)value),
        RecipeKeyKind.Word => Plain(RecipeTable.Hyphened(value.ToString()!)),
        RecipeKeyKind.Bool => Plain((bool)value ? "true" : "false"),
        RecipeKeyKind.Floats => new YamlSequence([.. ((IReadOnlyList<double>)value).Select(Number)], default),
        RecipeKeyKind.Group => Tree(value, complete),
        RecipeKeyKind.OneOf => new YamlMapping([Entry(KindOf(key, value), Tree(value, complete))], default) { OwnLines = true },
        _ => Plain(((int)value).ToString(CultureInfo.InvariantCulture)),
    };

    private static string KindOf(RecipeKey key, object value) => RecipeTable.Kinds(key.Type).First(kind => kind.Type == value.GetType()).Name;

    private static YamlEntry Entry(string key, YamlNode value) => new(new YamlScalar(key, true, default), value);

    private static YamlNode Plain(string text) => new YamlScalar(text, true, default);

    // The shortest digits that read back as the same number; 5E-05 is an expression's number too.
    private static YamlNode Number(double value)
    {
        var text = value.ToString("G15", CultureInfo.InvariantCulture);
        return Plain(double.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("G17", CultureInfo.InvariantCulture));
    }
}
