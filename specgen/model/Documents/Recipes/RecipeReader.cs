using System;
using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>Reads a recipe file by the table of keys.</summary>
internal sealed class RecipeReader
{
    private readonly Report report;
    private readonly bool onlyForm;

    private RecipeReader(Report report, bool onlyForm) => (this.report, this.onlyForm) = (report, onlyForm);

    /// <summary>The recipe; null where something needed is missing or wrong.</summary>
    public static Recipe? Read(YamlMapping root, string stem, Report report)
    {
        if (root["recipe"] is YamlScalar { IsNull: false } name && name.Text != stem)
            report(Descriptors.BadName, name.Where, $"A recipe is called like its file: expected '{stem}', found '{name.Text}'.");
        return new RecipeReader(report, onlyForm: false).Read(root);
    }

    /// <summary>The same whatever its numbers are, as long as there is a value for each.</summary>
    public static Recipe? ReadForm(YamlMapping root, Report report) => new RecipeReader(report, onlyForm: true).Read(root);

    private Recipe? Read(YamlMapping root) => (Recipe?)Group(typeof(Recipe), root, "a recipe", "language");

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
                isWhole &= !key.Required;
        }
        if (!isWhole)
            return null;
        if (!onlyForm && group is IRuled ruled)
        {
            foreach (var (property, message) in ruled.BrokenRules)
                report(Descriptors.InvalidValue, fields.Place(keys.First(key => key.Property == property).Name), message);
        }
        return group;
    }

    private object? Value(RecipeKey key, Fields fields)
    {
        var (least, most) = onlyForm ? (double.NegativeInfinity, double.PositiveInfinity) : (key.Least, key.Most);
        return key.Kind switch
        {
            RecipeKeyKind.Text => fields.Text(key.Name, key.Required),
            RecipeKeyKind.Int => (int?)fields.Int(key.Name, Math.Max(least, int.MinValue), Math.Min(most, int.MaxValue), key.Required),
            RecipeKeyKind.Float => fields.Float(key.Name, least, most, key.Required),
            RecipeKeyKind.Bool => fields.Bool(key.Name),
            RecipeKeyKind.Word => fields.Choice(key.Name, key.Words, key.Required) is { } word
                ? Enum.Parse(key.Type, word.Replace("-", ""), ignoreCase: true)
                : null,
            RecipeKeyKind.Floats => fields.Sequence(key.Name, key.Required)?.Items
                .Select(item => Fields.Float(item, $"'{key.Name}'", least, most, report)).OfType<double>().ToList(),
            RecipeKeyKind.Group => fields.Mapping(key.Name, key.Required) is { } map ? Group(key.Type, map, $"'{key.Name}'") : null,
            _ => fields.Mapping(key.Name, key.Required) is { } map ? OneOf(key, map) : null,
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
