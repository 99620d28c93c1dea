using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Claims;

/// <summary>A file of claims with the networks that it names.</summary>
internal sealed class ClaimContext(ClaimsFile file, CompileResult compiled)
{
    private readonly Dictionary<string, CompiledSpec> specs = compiled.Specs.ToDictionary(spec => spec.Path);

    public ClaimSet Claims => file.Claims;

    /// <summary>The network of a row; null if it names none that compiles.</summary>
    public CompiledSpec? Spec(ClaimRow row) => file.SpecOf(row) is { } path ? specs.GetValueOrDefault(path) : null;

    /// <summary>The counts of a row's network, or of the part of it that the row names; null without either.</summary>
    public NetworkCounts? Counts(ClaimRow row) => Spec(row) is { } spec ? NetworkCounts.Of(spec, row.Part) : null;

    /// <summary>The recipe that follows a protocol; null if there is none.</summary>
    public Recipe? Recipe(ClaimProtocol? protocol) =>
        protocol?.Recipe is { } name ? compiled.Recipes.Select(file => file.Recipe).FirstOrDefault(recipe => recipe.Name == name) : null;

    /// <summary>The row that a comparison is about.</summary>
    public ClaimRow Subject(ClaimRow row) => Claims.Row(row.Of) ?? row;

    /// <summary>Runs behind the figures of a row; null if they are not known.</summary>
    public int? Runs(ClaimRow row)
    {
        if (row[Quantity.Runs] is { } published)
            return (int)published.Value;
        var protocol = Claims.ProtocolOf(Table(row));
        return protocol is { Seeds.Count: > 0 } ? protocol.Seeds.Count : null;
    }

    /// <summary>The table that a row stands in.</summary>
    public ClaimTable Table(ClaimRow row) => Claims.Tables.First(table => table.Rows.Contains(row));

    /// <summary>
    /// The two rows that a comparison compares, the baseline second. If it does not say which, any two rows of the file that have what
    /// the comparison needs come into question.
    /// </summary>
    public IReadOnlyList<(ClaimRow Subject, ClaimRow Baseline)> Compared(ClaimRow row, Func<ClaimRow, bool> has)
    {
        if (Claims.Row(row.Baseline) is { } baseline)
        {
            var subject = Subject(row);
            return has(subject) && has(baseline) ? [(subject, baseline)] : [];
        }
        if (row.Of is not null)
            return [];
        var rows = Claims.Rows.Where(has).ToList();
        return [.. from subject in rows from other in rows where subject != other select (subject, other)];
    }

    /// <summary>Test error in percent that a row publishes, also where it publishes the accuracy; null if it publishes neither.</summary>
    public static (double Value, ValueRange Range, Published? Deviation)? Error(ClaimRow row)
    {
        if (row[Quantity.Error] is { } error)
            return (error.Value, ValueRange.Of(error), error.Deviation);
        if (row[Quantity.Accuracy] is { } accuracy)
            return (100 - accuracy.Value, new ValueRange(100 - accuracy.High, 100 - accuracy.Low), accuracy.Deviation);
        return null;
    }
}
