using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>Reads a recipe file by the table of keys.</summary>
internal sealed class RecipeReader
{
    private readonly Report report;
    private readonly bool onlyForm;
    private readonly bool onlyChanges;
    private readonly bool rules;
    private readonly Func<SourceSpan, bool> isOwn;

    /// <param name="report">Where findings go.</param>
    /// <param name="onlyForm">Accept any numbers.</param>
    /// <param name="onlyChanges">Nothing is missing: what the recipe extends says it.</param>
    /// <param name="rules">Report what values mean for each other.</param>
    /// <param name="isOwn">Whether a place is in what is read, and not in a recipe that it builds on; null: all are.</param>
    public RecipeReader(Report report, bool onlyForm = false, bool onlyChanges = false, bool rules = true, Func<SourceSpan, bool>? isOwn = null) =>
        (this.report, this.onlyForm, this.onlyChanges, this.rules, this.isOwn) = (report, onlyForm, onlyChanges, rules && !onlyForm && !onlyChanges, isOwn ?? (_ => true));

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
        if (rules)
            CheckRules(group, keys, fields);
        return group;
    }

    private void CheckRules(object group, IReadOnlyList<RecipeKey> keys, Fields fields)
    {
        foreach (var key in keys.Where(key => key.Needs is not null && !Equals(key.Get(group), key.Default)))
        {
            var needed = keys.First(other => other.Property == key.Needs);
            if (Convert.ToDouble(needed.Get(group), CultureInfo.InvariantCulture) != 0)
                continue;
            // Whoever says that it is off may say what it would be.
            if (isOwn(fields.Place(key.Name)) && !(fields.Map[needed.Name] is { } off && isOwn(off.Where)))
                report(Descriptors.InvalidValue, fields.Place(key.Name), $"'{key.Name}' has no effect without '{needed.Name}'.");
            else
                key.Set(group, key.Default!);
        }
        foreach (var (property, message) in group is IRuled ruled ? ruled.BrokenRules : [])
        {
            var place = fields.Place(keys.First(key => key.Property == property).Name);
            report(Descriptors.InvalidValue, isOwn(place) ? place : fields.Where, message);
        }
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
            _ => OneOf(key, fields),
        };
    }

    private object? OneOf(RecipeKey key, Fields fields)
    {
        var kinds = RecipeTable.Kinds(key.Type);
        var names = kinds.Select(kind => kind.Name).ToList();
        if (fields.Map[key.Name] is YamlScalar { IsNull: false } word)
        {
            report(Descriptors.WrongType, word.Where, kinds.FirstOrDefault(kind => kind.Name == word.Text) is { Name: not null } meant
                ? $"'{key.Name}' must be a map: {key.Name}: {{ {Form(meant.Name, RecipeTable.Keys(meant.Type).Where(inner => inner.Required).Select(inner => $"{inner.Name}: .."))} }}."
                : $"'{key.Name}' must be a map with one of {string.Join(", ", names)}; found '{word.Text}'.{Suggestion.For(word.Text, names)}");
            return null;
        }
        if (fields.Mapping(key.Name, Needs(key)) is not { } map)
            return null;
        var choice = new Fields(map, $"'{key.Name}'", names, report);
        if (map.Entries.Count != 1)
        {
            var forms = kinds.Select(kind => Form(kind.Name, RecipeTable.Keys(kind.Type).Select(inner => inner.Name))).ToList();
            report(Descriptors.MissingKey, map.Where, $"'{key.Name}' is one of {string.Join(", ", forms.Take(forms.Count - 1))} and {forms.Last()}.");
            return null;
        }
        var (name, _, type) = kinds.FirstOrDefault(kind => map[kind.Name] is not null);
        return name is not null && choice.Mapping(name) is { } chosen ? Group(type, chosen, $"'{name}'") : null;
    }

    private static string Form(string kind, IEnumerable<string> keys) => $"{kind}: {{ {string.Join(", ", keys)} }}".Replace("{  }", "{}");
}
