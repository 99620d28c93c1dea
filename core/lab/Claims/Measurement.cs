using System.Globalization;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Lab.Measures;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Claims;

/// <summary>Published figures beside what the runs of a study reached.</summary>
internal static class Measurement
{
    public static MeasuredClaim? Of(ClaimContext context, ClaimRow row, Claim claim, IReadOnlyList<StudyResults> results)
    {
        if (row.Part is not null || context.Spec(row) is not { } spec)
            return null;
        var protocol = context.Claims.ProtocolOf(context.Table(row));
        // What a study has not finished says nothing; among several, runs of the report's own protocol come first.
        var groups = results.SelectMany(result => result.Groups).Where(group => group.SpecHash == spec.Hash && group.IsComplete)
            .Select(group => (Group: group, IsSame: IsSame(context, protocol, group)))
            .OrderByDescending(one => one.IsSame).ThenByDescending(one => one.Group.Runs.Count).ToList();
        if (groups.Count == 0 || Values(claim.Quantity, groups[0].Group) is not { Count: > 0 } values)
            return null;
        return Compare(claim, values, protocol, groups[0].Group, groups[0].IsSame);
    }

    // One for each run, in the claim's unit; null for what is not measured of every run.
    private static IReadOnlyList<double>? Values(Quantity quantity, StudyGroup group)
    {
        if (quantity == Quantity.Accuracy)
            return [.. group.Accuracies.Select(accuracy => 100 * accuracy)];
        if (quantity == Quantity.Error)
            return [.. group.Accuracies.Select(accuracy => 100 * (1 - accuracy))];
        foreach (var measure in MeasureTable.All)
        {
            if (measure.Figures.FirstOrDefault(figure => figure.Quantity == quantity) is not { } figure)
                continue;
            var values = group.Runs.Select(run => run.Folder is null ? null : measure.Value(run.Folder.Path, figure)).ToList();
            return values.Contains(null) ? null : [.. values.OfType<double>()];
        }
        return null;
    }

    // A recipe with changes keeps its name, but not its hash.
    private static bool IsSame(ClaimContext context, ClaimProtocol? protocol, StudyGroup group) =>
        context.Recipe(protocol) is { } recipe && RunDirectory.Hash(recipe) is var hash && protocol!.Data == group.Data
        && group.Runs.All(run => run.Folder?.Record.RecipeHash == hash);

    private static MeasuredClaim Compare(Claim claim, IReadOnlyList<double> values, ClaimProtocol? protocol, StudyGroup group, bool isSame)
    {
        var (mean, interval) = (Samples.Mean(values), Samples.MeanInterval(values));
        bool? isInside = interval is { } range ? claim.Published.Includes(range.Low, range.High) : null;
        var runs = values.Count == 1 ? "1 run" : $"{values.Count} runs";
        var measured = interval is { } ends
            ? $"Measured {Text(mean)} ({Text(ends.Low)} to {Text(ends.High)}) in {runs}"
            : $"Measured {Text(mean)} in {runs}";
        var asked = protocol?.Recipe is { } recipe ? $"the report's is {recipe} on {protocol.Data ?? "data that is not known"}" : "the report's is not known";
        var words = (isSame, isInside) switch
        {
            (false, _) => $" with another protocol, {group.Recipe} on {group.Data}; {asked}. Neither figure speaks against the other",
            (true, null) => "",
            (true, true) => "; the published figure lies within",
            (true, false) => "; the published figure lies outside",
        };
        return new MeasuredClaim(mean, interval, values.Count, isSame, isInside, $"{measured}{words}.{(interval is null ? " One run says nothing of the spread." : "")}");

        string Text(double value) => claim.Quantity.Unit switch
        {
            "" => value.ToString("F3", CultureInfo.InvariantCulture),
            "%" => value.ToString("F2", CultureInfo.InvariantCulture) + "%",
            var unit => $"{value.ToString("F2", CultureInfo.InvariantCulture)} {unit}",
        };
    }
}
