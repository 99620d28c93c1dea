using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>Reads a recipe file by the table of keys.</summary>
internal sealed class RecipeReader
{
    private readonly Report report;
    private readonly bool onlyForm;
    private readonly bool onlyChanges;

    /// <param name="report">Where findings go.</param>
    /// <param name="onlyForm">Accept any numbers.</param>
    /// <param name="onlyChanges">Nothing is missing: what the recipe extends says it.</param>
    public RecipeReader(Report report, bool onlyForm = false, bool onlyChanges = false) =>
        (this.report, this.onlyForm, this.onlyChanges) = (report, onlyForm, onlyChanges);

    /// <summary>The recipe; null where something needed is missing or wrong, or if it says only what differs from another.</summary>
    public static Recipe? Read(YamlMapping root, string stem, Report report)
    {
        if (root["recipe"] is YamlScalar { IsNull: false } name && name.Text != stem)
            report(Descriptors.BadName, name.Where, $"A recipe has the name of its file: expected '{stem}', found '{name.Text}'.");
        var extends = root["extends"] is not null;
        var recipe = new RecipeReader(report, onlyChanges: extends).ReadRoot(root);
        return extends ? null : recipe;
    }

    /// <summary>The same whatever its numbers are, as long as there is a value for each.</summary>
    public static Recipe? ReadForm(YamlMapping root, Report report) => new RecipeReader(report, onlyForm: true).ReadRoot(root);

    /// <summary>The recipe in a map that has been merged with what it extends.</summary>
    public Recipe? ReadRoot(YamlMapping root) => (Recipe?)Group(typeof(Recipe), root, "a recipe", onlyChanges ? ["language", "extends"] : ["language"]);

    private object? Group(Type type, YamlMapping map, string owner, params string[] others)
    {
        var keys = RecipeTable.Keys(type);
        var fields = new Fields(map, owner, [.. keys.Select(key => key.Name), .. others], report);
        var group = RecipeTable.Defaults(type);
        var isWhole = true;
        foreach (var key in keys)
        {
            if (Value(key, fields) is { } value)
                key.Set(group, value);
            else
                isWhole &= !Needs(key);
        }
        if (!isWhole)
            return null;
        if (!onlyForm && !onlyChanges && group is IRuled ruled)
        {
            foreach (var (property, message) in ruled.BrokenRules)
                report(Descriptors.InvalidValue, fields.Place(keys.First(key => key.Property == property).Name), message);
        }
        return group;
    }

    private bool Needs(RecipeKey key) => key.Required && !onlyChanges;

    private object? Value(RecipeKey key, Fields fields)
    {
        var (least, most) = onlyForm ? (double.NegativeInfinity, double.PositiveInfinity) : (key.Least, key.Most);
        return key.Kind switch
        {
            RecipeKeyKind.Text => fields.Text(key.Name, Needs(key)),
            RecipeKeyKind.Int => (int?)fields.Int(key.Name, Math.Max(least, int.MinValue), Math.Min(most, int.MaxValue), Needs(key)),
            RecipeKeyKind.Float => fields.Float(key.Name, least, most, Needs(key)),
            RecipeKeyKind.Bool => fields.Bool(key.Name),
            RecipeKeyKind.Word => fields.Choice(key.Name, key.Words, Needs(key)) is { } word
                ? Enum.Parse(key.Type, word.Replace("-", ""), ignoreCase: true)
                : null,
            RecipeKeyKind.Floats => fields.Sequence(key.Name, Needs(key))?.Items
                .Select(item => Fields.Float(item, $"'{key.Name}'", least, most, report)).OfType<double>().ToList(),
            RecipeKeyKind.Group => fields.Mapping(key.Name, Needs(key)) is { } map ? Group(key.Type, map, $"'{key.Name}'") : null,
            _ => fields.Mapping(key.Name, Needs(key)) is { } map ? OneOf(key, map) : null,
        };
    }

    private object? OneOf(RecipeKey key, YamlMapping map)
    {
        var kinds = RecipeTable.Kinds(key.Type);
        var fields = new Fields(map, $"'{key.Name}'", [.. kinds.Select(kind => kind.Name)], report);
        if (map.Entries.Count != 1)
        {
            var forms = kinds.Select(kind => $"{kind.Name}: {{ {string.Join(", ", RecipeTable.Keys(kind.Type).Select(inner => inner.Name))} }}").ToList();
            report(Descriptors.MissingKey, map.Where, $"'{key.Name}' is one of {string.Join(", ", forms.Take(forms.Count - 1))} and {forms.Last()}.");
            return null;
        }
        var (name, _, type) = kinds.FirstOrDefault(kind => map[kind.Name] is not null);
        return name is not null && fields.Mapping(name) is { } chosen ? Group(type, chosen, $"'{name}'") : null;
    }
}
