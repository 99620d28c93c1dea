using SeRes2Net.Lab.Reports.Charts;
using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports.Pages;

/// <summary>Training curves: a few networks in one figure, many in one each, beside their baseline.</summary>
internal static class CurveFigures
{
    private const int MostTogether = 5, MostOpen = 2, MostRows = 20;

    /// <summary>The figures of all networks that have epochs; runs that are not completed count as far as they are.</summary>
    public static IEnumerable<Html> All(ReportInput input)
    {
        var groups = input.Results.Groups.Where(group => SeedCurves.Of(group, epoch => epoch.TestAccuracy).Count > 0).ToList();
        if (groups.Count is > 0 and <= MostTogether)
            return [Figure(input, "curves", "Training curves", groups)];
        return groups.Select((group, i) =>
        {
            var pair = Baseline(input, group) is { } baseline && groups.Contains(baseline) ? new[] { baseline, group } : [group];
            return Parts.Folded(input.Results.NameOf(group), Figure(input, $"curves-{i + 1}", $"Training curves of {input.Results.NameOf(group)}", pair), groups.Count <= MostOpen);
        });
    }

    private static StudyGroup? Baseline(ReportInput input, StudyGroup group) => input.Results.Comparisons
        .Where(declared => input.Results.Groups[declared.Group] == group && declared.Group != declared.Baseline)
        .Select(declared => input.Results.Groups[declared.Baseline]).FirstOrDefault();

    private static Html Figure(ReportInput input, string id, string title, IReadOnlyList<StudyGroup> groups)
    {
        var last = groups.Select(group => (Name: input.Results.NameOf(group), Point: SeedCurves.Of(group, epoch => epoch.TestAccuracy)[^1]));
        string description = "Means over the runs by epoch. " +
            string.Join(" ", last.Select(one => $"{one.Name} after epoch {one.Point.Epoch}: test accuracy {Figures.Percent(one.Point.Mean)}."));
        return SeedCurves.Draw(new ChartText(id, title, description), groups, input.Results.NameOf) is { } picture
            ? Parts.Figure(picture, "Lines are means over the runs; bands reach from the lowest run to the highest.", Data(input, title, groups))
            : new Html("");
    }

    private static ReportTable Data(ReportInput input, string title, IReadOnlyList<StudyGroup> groups) => new(
        title, ReportColumn.Of("Network", ">Epoch", ">Test accuracy", ">Lowest", ">Highest", ">Training loss"),
        [
            .. from @group in groups
               let losses = SeedCurves.Of(@group, epoch => epoch.TrainLoss).ToDictionary(point => point.Epoch)
               from point in Thinned(SeedCurves.Of(@group, epoch => epoch.TestAccuracy))
               select (IReadOnlyList<string>)
               [
                   input.Results.NameOf(@group), $"{point.Epoch}", Figures.Percent(point.Mean), Figures.Percent(point.Low), Figures.Percent(point.High),
                   losses.TryGetValue(point.Epoch, out var loss) ? FormattableString.Invariant($"{loss.Mean:F4}") : "",
               ],
        ]);

    private static IEnumerable<CurvePoint> Thinned(IReadOnlyList<CurvePoint> points)
    {
        int every = (points.Count - 1) / MostRows + 1;
        return points.Where((_, i) => (points.Count - 1 - i) % every == 0);
    }
}
