using System.Globalization;
using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Claims;

/// <summary>Published errors and accuracies beside the runs of a study.</summary>
internal static class Measurement
{
    public static MeasuredClaim? Of(ClaimContext context, ClaimRow row, Claim claim, IReadOnlyList<StudyResults> results)
    {
        if ((claim.Quantity != Quantity.Error && claim.Quantity != Quantity.Accuracy) || row.Part is not null || context.Spec(row) is not { } spec)
            return null;
        var protocol = context.Claims.ProtocolOf(context.Table(row));
        // What a study has not finished says nothing; among several, runs of the report's own protocol come first.
        var groups = results.SelectMany(result => result.Groups).Where(group => group.SpecHash == spec.Hash && group.IsComplete)
            .Select(group => (Group: group, IsSame: IsSame(context, protocol, group)))
            .OrderByDescending(one => one.IsSame).ThenByDescending(one => one.Group.Runs.Count).ToList();
        return groups.Count == 0 ? null : Compare(claim, protocol, groups[0].Group, groups[0].IsSame);
    }

    // A recipe with changes keeps its name, but not its hash.
    private static bool IsSame(ClaimContext context, ClaimProtocol? protocol, StudyGroup group) =>
        context.Recipe(protocol) is { } recipe && RunDirectory.Hash(recipe) is var hash && protocol!.Data == group.Data
        && group.Runs.All(run => run.Folder?.Record.RecipeHash == hash);

    private static MeasuredClaim Compare(Claim claim, ClaimProtocol? protocol, StudyGroup group, bool isSame)
    {
        IReadOnlyList<double> values = claim.Quantity == Quantity.Accuracy
            ? [.. group.Accuracies.Select(accuracy => 100 * accuracy)]
            : [.. group.Accuracies.Select(accuracy => 100 * (1 - accuracy))];
        var (mean, interval) = (Samples.Mean(values), Samples.MeanInterval(values));
        bool? isInside = interval is { } range ? claim.Published.Includes(range.Low, range.High) : null;
        var runs = values.Count == 1 ? "1 run" : $"{values.Count} runs";
        var measured = interval is { } ends
            ? $"Measured {Percent(mean)} ({Percent(ends.Low)} to {Percent(ends.High)}) in {runs}"
            : $"Measured {Percent(mean)} in {runs}, which says nothing of the spread";
        var words = isInside switch
        {
            null => "",
            true => "; the published figure lies within",
            false => "; the published figure lies outside",
        };
        var asked = protocol?.Recipe is { } recipe ? $"the report's is {recipe} on {protocol.Data ?? "data that is not known"}" : "the report's is not known";
        var how = isSame ? "" : $". It is another protocol, {group.Recipe} on {group.Data}; {asked}. Neither figure speaks against the other";
        return new MeasuredClaim(mean, interval, values.Count, isSame, isInside, $"{measured}{words}{how}.");
    }

    private static string Percent(double value) => value.ToString("F2", CultureInfo.InvariantCulture) + "%";
}
