using SeRes2Net.Lab.Runs.Charts;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Reports.Charts;

/// <summary>A row: single values as dots, their mean as a mark, and its interval as a line.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Style">Colour and shape of the mark, a class of <see cref="SvgWriter"/>.</param>
/// <param name="Values">A dot each; may be empty.</param>
/// <param name="Mean">Where the mark is; null: nowhere.</param>
/// <param name="Interval">Where the line is; null: nowhere.</param>
internal sealed record IntervalRow(string Name, string Style, IReadOnlyList<double> Values, double? Mean, Interval? Interval);

/// <summary>Rows of values over one axis, with names to the left.</summary>
internal static class IntervalChart
{
    private const double Width = 800, Right = 24, Row = 30, Top = 46, Bottom = 46, LetterWidth = 7;
    private const int LongestName = 28;

    /// <summary>The picture as SVG.</summary>
    /// <param name="text">Its name and its words.</param>
    /// <param name="rows">At least one, with at least one value between them.</param>
    /// <param name="unit">What the axis counts.</param>
    /// <param name="label">A tick's text.</param>
    /// <param name="hasZero">Whether zero has a line of its own, as for differences.</param>
    /// <param name="band">Half the width of a band around zero; null: none.</param>
    public static string Draw(ChartText text, IReadOnlyList<IntervalRow> rows, string unit, Func<double, string> label, bool hasZero = false, double? band = null)
    {
        var values = rows.SelectMany(row => new[] { row.Mean, row.Interval?.Low, row.Interval?.High }.OfType<double>().Concat(row.Values))
            .Concat(hasZero ? new[] { 0, band ?? 0, -(band ?? 0) } : []).Where(double.IsFinite).ToList();
        var axis = Axis.Linear(values.Min(), values.Max());
        double left = 16 + LetterWidth * Math.Clamp(rows.Max(row => row.Name.Length), 8, LongestName), plot = Width - Right - left;
        double bottom = Top + Row * rows.Count;
        var svg = new SvgWriter(Width, bottom + Bottom, text.Title, text.Description, text.Id);
        svg.Text("title", 8, 22, text.Title);
        if (band is { } half)
        {
            svg.Rectangle("band c", X(-half), Top, X(half) - X(-half), bottom - Top);
            svg.Line("c", X(-half), Top, X(-half), bottom);
            svg.Line("c", X(half), Top, X(half), bottom);
        }
        foreach (double tick in axis.Ticks)
        {
            svg.Line("grid", X(tick), Top, X(tick), bottom);
            svg.Text("faint", X(tick), bottom + 16, label(tick), "middle");
        }
        if (hasZero)
            svg.Line("frame", X(0), Top - 4, X(0), bottom + 4);
        svg.Line("frame", left, bottom, left + plot, bottom);
        svg.Text("faint", left + plot / 2, bottom + 36, unit, "middle");
        for (int i = 0; i < rows.Count; i++)
            DrawRow(rows[i], Top + (i + 0.5) * Row);
        return svg.ToString();

        double X(double value) => left + axis.Share(value) * plot;

        void DrawRow(IntervalRow row, double y)
        {
            svg.Text("", left - 10, y + 4, Markup.Short(row.Name, LongestName), "end");
            foreach (double value in row.Values.Where(double.IsFinite))
                svg.Circle($"{row.Style} dot run", X(value), y - 5, 3);
            double below = row.Values.Count > 0 ? y + 6 : y;
            if (row.Interval is { } interval && double.IsFinite(interval.Low) && double.IsFinite(interval.High))
            {
                svg.Line($"{row.Style} whole", X(interval.Low), below, X(interval.High), below);
                svg.Line($"{row.Style} whole", X(interval.Low), below - 4, X(interval.Low), below + 4);
                svg.Line($"{row.Style} whole", X(interval.High), below - 4, X(interval.High), below + 4);
            }
            if (row.Mean is { } mean && double.IsFinite(mean))
                svg.Mark(row.Style, X(mean), below, 4, " mean");
        }
    }
}
