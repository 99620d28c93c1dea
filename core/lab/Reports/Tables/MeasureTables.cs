using System.Globalization;
using SeRes2Net.Lab.Measures;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Reports.Tables;

/// <summary>What was measured of the runs beside their accuracy.</summary>
internal static class MeasureTables
{
    /// <summary>A row for each network and figure: mean and standard deviation over the runs, and the difference to the baseline.</summary>
    public static ReportTable All(ReportInput input) => Of(input, MeasureFinding.All(input.Results)) with
    {
        Note = "One figure for each run, so that the spread is that over seeds. Differences are to the baseline, with Welch's test; Holm's correction is over "
            + "the comparisons of one figure, not over the figures. A verdict takes as many runs as one on accuracy.",
    };

    /// <summary>The rows of some findings.</summary>
    public static ReportTable Of(ReportInput input, IEnumerable<MeasureFinding> findings) => new ReportTable("Measures",
        ReportColumn.Of("Measure", "Network", ">Runs", ">Mean ± sd", ">Difference", ">95% interval", ">p (Welch)", ">p (Holm)", "Verdict"),
    [
        .. findings.Select(finding => (IReadOnlyList<string>)
        [
            finding.Figure.Title, input.Results.NameOf(finding.Group), Figures.Count(finding.Values.Count),
            Text(Samples.Mean(finding.Values), finding.Figure) + (finding.Values.Count > 1 ? $" ± {Text(Samples.Deviation(finding.Values), finding.Figure)}" : ""),
            finding.Difference is { } difference ? Signed(difference.Value, finding.Figure) : "",
            finding.Difference?.Interval is { } interval ? $"{Signed(interval.Low, finding.Figure)} to {Signed(interval.High, finding.Figure)}" : "",
            Figures.Probability(finding.Difference?.Test?.P), Figures.Probability(finding.HolmP), finding.Verdict,
        ]),
    ]).WithoutEmptyColumns();

    private static string Text(double value, Figure figure) =>
        value.ToString($"N{figure.Digits}", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Signed(double value, Figure figure) => (value > 0 ? "+" : "") + Text(value, figure);
}
