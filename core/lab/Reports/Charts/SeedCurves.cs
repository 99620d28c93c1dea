using SeRes2Net.Lab.Runs.Charts;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Reports.Charts;

/// <summary>One epoch of a network's runs.</summary>
/// <param name="Epoch">1-based.</param>
/// <param name="Mean">Mean over the runs that have it.</param>
/// <param name="Low">Lowest.</param>
/// <param name="High">Highest.</param>
internal readonly record struct CurvePoint(int Epoch, double Mean, double Low, double High);

/// <summary>Training curves: means over seeds, with the range as a band.</summary>
internal static class SeedCurves
{
    // More points than this are not seen.
    private const int MostPoints = 100;

    /// <summary>A network's values by epoch, thinned where there are many; the last epoch is kept.</summary>
    public static IReadOnlyList<CurvePoint> Of(StudyGroup group, Func<EpochMetrics, double> value)
    {
        var points = (from run in @group.Runs
                      where run.Folder is not null
                      from epoch in run.Folder!.Metrics
                      let found = value(epoch)
                      where double.IsFinite(found)
                      group found by epoch.Epoch into alike
                      orderby alike.Key
                      select new CurvePoint(alike.Key, alike.Average(), alike.Min(), alike.Max())).ToList();
        int every = (points.Count - 1) / MostPoints + 1;
        return [.. points.Where((_, i) => i % every == 0 || i == points.Count - 1)];
    }

    /// <summary>The picture of at most five networks; null if there is no epoch yet.</summary>
    public static string? Draw(ChartText text, IReadOnlyList<StudyGroup> groups, Func<StudyGroup, string> name)
    {
        var accuracy = Lines(groups, name, epoch => epoch.TestAccuracy);
        var loss = Lines(groups, name, epoch => epoch.TrainLoss);
        if (accuracy.Count == 0 || loss.Count == 0)
            return null;
        int half = accuracy.Max(series => series.Points[^1].Epoch) / 2;
        // Where networks differ by less than they learn, only the end shows it.
        var end = accuracy.Select(series => series with
        {
            Points = [.. series.Points.Where(point => point.Epoch > half)],
            Band = [.. series.Band.Where(point => point.Epoch > half)],
        }).Where(series => series.Points.Count > 0).ToList();
        return LineChart.Draw(text.Title, text.Description,
        [
            Shares("Test accuracy", accuracy),
            Shares($"Test accuracy after epoch {half}", end),
            new Panel("Training loss in nats", Axis.ForPositive(loss.SelectMany(series => series.Band).SelectMany(point => new[] { point.Low, point.High })), Axis.Label, loss),
        ], text.Id);
    }

    private static Panel Shares(string title, IReadOnlyList<Series> series)
    {
        var bands = series.SelectMany(one => one.Band).ToList();
        return new Panel(title, Axis.Linear(bands.Min(point => point.Low), bands.Max(point => point.High)), tick => Axis.Label(100 * tick) + "%", series);
    }

    private static List<Series> Lines(IReadOnlyList<StudyGroup> groups, Func<StudyGroup, string> name, Func<EpochMetrics, double> value) =>
    [
        .. from pair in groups.Select((@group, i) => (Group: @group, Style: "bacde"[i].ToString()))
           let points = Of(pair.Group, value)
           where points.Count > 0
           select new Series(name(pair.Group), pair.Style, [.. points.Select(point => (point.Epoch, point.Mean))])
           {
               Band = [.. points.Select(point => (point.Epoch, point.Low, point.High))],
           },
    ];
}
