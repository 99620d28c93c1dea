using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents.Studies;

/// <summary>Reads a study file, as far as it can be known without any other.</summary>
internal static class StudyReader
{
    /// <summary>Keys of a study.</summary>
    public static readonly string[] Keys = ["study", "summary", "specs", "baseline", "recipe", "data", "equivalence", "measure", "claims", "seeds", "language"];

    /// <summary>Most specs and most seeds; anyone asking for more than a million runs has made a typo.</summary>
    public const int Most = 1000;

    /// <summary>Narrowest and widest band of equivalence, in percentage points.</summary>
    public const double SmallestBand = 0.001, LargestBand = 50;

    /// <summary>The study; null where something needed is missing or wrong.</summary>
    public static Study? Read(YamlMapping root, string path, Report report)
    {
        var fields = new Fields(root, "a study", Keys, report);
        var stem = Naming.Stem(path);
        var name = fields.Text("study", required: true);
        if (name is not null && name != stem)
            report(Descriptors.BadName, fields.Place("study"), $"A study has the name of its file: expected '{stem}', found '{name}'.");
        var specs = ReadPaths(fields, "specs", "architecture files", required: true, path, report);
        var summary = fields.Text("summary") ?? "";
        var baseline = ReadBaseline(fields, specs, Paths.Folder(path), report);
        var recipes = ReadRecipes(fields, report);
        var data = fields.Text("data");
        var measures = ReadMeasures(fields, report);
        var claims = fields.Map["claims"] is null ? [] : ReadPaths(fields, "claims", "files of claims", required: false, path, report);
        var equivalence = fields.Float("equivalence", SmallestBand, LargestBand);
        var seeds = ReadSeeds(fields, report);
        if (name is null || specs.Count == 0)
            return null;
        return new Study
        {
            Name = name,
            Summary = summary,
            Specs = specs,
            Baseline = baseline ?? specs[0],
            Recipes = recipes,
            Data = data,
            Equivalence = equivalence,
            Measures = measures,
            Claims = claims,
            Seeds = seeds,
        };
    }

    private static List<string> ReadRecipes(Fields fields, Report report)
    {
        if (fields.Map["recipe"] is not YamlSequence)
            return fields.Text("recipe") is { } name ? [name] : [];
        var recipes = new List<string>();
        foreach (var item in Items(fields, "recipe", required: false, report))
        {
            if (item is not YamlScalar { IsNull: false } scalar)
                report(Descriptors.WrongType, item.Where, $"'recipe' is a name or a list of names, found {item.Noun}.");
            else if (recipes.Contains(scalar.Text))
                report(Descriptors.InvalidValue, scalar.Where, $"'recipe' has '{scalar.Text}' twice.");
            else
                recipes.Add(scalar.Text);
        }
        return recipes;
    }

    private static List<string> ReadPaths(Fields fields, string key, string what, bool required, string path, Report report)
    {
        var paths = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Items(fields, key, required, report))
        {
            if (item is not YamlScalar { IsNull: false } scalar)
                report(Descriptors.WrongType, item.Where, $"'{key}' lists paths of {what}, found {item.Noun}.");
            else if (!Paths.IsRelative(scalar.Text))
                report(Descriptors.InvalidValue, scalar.Where,
                    $"'{key}' lists paths of .yaml files relative to this one, such as ../base.yaml; found '{scalar.Text}'.");
            else if (!seen.Add(Paths.Combine(Paths.Folder(path), scalar.Text)))
                report(Descriptors.InvalidValue, scalar.Where, $"'{key}' has '{scalar.Text}' twice.");
            else
                paths.Add(scalar.Text);
        }
        return paths;
    }

    private static List<string> ReadMeasures(Fields fields, Report report)
    {
        var measures = new List<string>();
        foreach (var item in fields.Map["measure"] is null ? [] : Items(fields, "measure", required: false, report))
        {
            if (item is not YamlScalar { IsNull: false } scalar)
                report(Descriptors.WrongType, item.Where, $"'measure' lists names, found {item.Noun}.");
            else if (!Study.AllMeasures.Contains(scalar.Text))
                report(Descriptors.InvalidValue, scalar.Where, $"'{scalar.Text}' cannot be measured.{Suggestion.OrList(scalar.Text, Study.AllMeasures)}");
            else if (measures.Contains(scalar.Text))
                report(Descriptors.InvalidValue, scalar.Where, $"'measure' has '{scalar.Text}' twice.");
            else
                measures.Add(scalar.Text);
        }
        return measures;
    }

    private static string? ReadBaseline(Fields fields, List<string> specs, string folder, Report report)
    {
        if (fields.Text("baseline") is not { } text || specs.Count == 0)
            return null;
        var baseline = specs.FirstOrDefault(spec => Paths.Combine(folder, spec) == Paths.Combine(folder, text));
        if (baseline is null)
            report(Descriptors.InvalidValue, fields.Place("baseline"),
                $"'baseline' must be one of 'specs'; found '{text}'.{Suggestion.OrList(text, specs)}");
        return baseline;
    }

    private static IReadOnlyList<long> ReadSeeds(Fields fields, Report report)
    {
        if (fields.Map["seeds"] is null)
            return [0];
        var seeds = new List<long>();
        var seen = new HashSet<long>();
        foreach (var item in Items(fields, "seeds", required: false, report))
        {
            if (Fields.Int(item, "'seeds'", 0, double.PositiveInfinity, report) is not { } seed)
                continue;
            if (seen.Add(seed))
                seeds.Add(seed);
            else
                report(Descriptors.InvalidValue, item.Where, $"'seeds' has {seed} twice.");
        }
        return seeds;
    }

    private static IReadOnlyList<YamlNode> Items(Fields fields, string key, bool required, Report report)
    {
        if (fields.Sequence(key, required) is not { } list)
            return [];
        if (list.Items.Count is > 0 and <= Most)
            return list.Items;
        if (list.Items.Count == 0)
            report(Descriptors.InvalidValue, list.Where, $"'{key}' needs at least one item.");
        else
            report(Descriptors.TooLarge, list.Where, $"'{key}' has at most {Most} items, found {list.Items.Count}.");
        return [];
    }
}
