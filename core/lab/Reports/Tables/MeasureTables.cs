using System.Globalization;
using SeRes2Net.Lab.Measures;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports.Tables;

/// <summary>What was measured of the runs beside their accuracy.</summary>
internal static class MeasureTables
{
    /// <summary>A row for each network and figure: mean and standard deviation over the runs, and the difference to the baseline.</summary>
    public static ReportTable All(ReportInput input)
    {
        var results = input.Results;
        var values = results.Groups.Select(group => group.Runs.Select(run => run.Folder is null ? [] : Values(results, run.Folder.Path)).ToList()).ToList();
        return new ReportTable("Measures", ReportColumn.Of("Measure", "Network", ">Runs", ">Mean ± sd", ">Difference to the baseline", ">95% interval", ">p (Welch)"),
        [
            .. from measure in results.Measures
               from figure in measure.Figures
               from index in Enumerable.Range(0, results.Groups.Count)
               let own = Of(values[index], measure, figure)
               where own.Count > 0
               let baseline = results.Comparisons.FirstOrDefault(comparison => comparison.Group == index)?.Baseline
               let other = baseline is { } at && results.IsComplete ? Of(values[at], measure, figure) : []
               let difference = own.Count > 1 && other.Count > 1 ? StudentTests.Welch(own, other) : null
               select (IReadOnlyList<string>)
               [
                   figure.Title, results.NameOf(results.Groups[index]), Figures.Count(own.Count),
                   Text(Samples.Mean(own), figure) + (own.Count > 1 ? $" ± {Text(Samples.Deviation(own), figure)}" : ""),
                   difference is null ? "" : Signed(difference.Value, figure),
                   difference?.Interval is { } interval ? $"{Signed(interval.Low, figure)} to {Signed(interval.High, figure)}" : "",
                   Figures.Probability(difference?.Test?.P),
               ],
        ])
        {
            Note = "One figure for each run, so that the spread is that over seeds. These p are not corrected for several comparisons, and no verdict rests on them.",
        }.WithoutEmptyColumns();
    }

    private static Dictionary<Measure, IReadOnlyDictionary<string, double>> Values(StudyResults results, string run) =>
        results.Measures.ToDictionary(measure => measure, measure => measure.Read(run));

    private static List<double> Of(List<Dictionary<Measure, IReadOnlyDictionary<string, double>>> runs, Measure measure, Figure figure) =>
        [.. from run in runs where run.ContainsKey(measure) && run[measure].ContainsKey(figure.Title) select run[measure][figure.Title]];

    private static string Text(double value, Figure figure) =>
        value.ToString($"N{figure.Digits}", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Signed(double value, Figure figure) => (value > 0 ? "+" : "") + Text(value, figure);
}
