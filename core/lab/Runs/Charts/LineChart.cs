namespace SeRes2Net.Lab.Runs.Charts;

/// <summary>Values by epoch, drawn as a line. Points whose value has no place on the axis interrupt it.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Style">Its colour and dashes, a class of <see cref="SvgWriter"/>.</param>
/// <param name="Points">By rising epoch.</param>
internal sealed record Series(string Name, string Style, IReadOnlyList<(int Epoch, double Value)> Points)
{
    /// <summary>What is shaded around the line, such as the range over seeds; empty if nothing is.</summary>
    public IReadOnlyList<(int Epoch, double Low, double High)> Band { get; init; } = [];
}

/// <summary>Series that share an axis.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Axis">The scale of the values.</param>
/// <param name="Label">A tick's text.</param>
/// <param name="Series">What is drawn.</param>
internal sealed record Panel(string Title, Axis Axis, Func<double, string> Label, IReadOnlyList<Series> Series);

/// <summary>Panels one above the other, each with its legend to the right.</summary>
internal static class LineChart
{
    private const double Width = 800, Left = 64, PlotWidth = 540, PlotHeight = 180, Top = 40, Gap = 44, Bottom = 44, Legend = 36;
    // More marks would touch each other.
    private const int MostMarks = 40;
    private const int LongestName = 20;

    /// <summary>The picture as SVG.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="description">What one sees.</param>
    /// <param name="panels">At least one; each has at least one point.</param>
    /// <param name="id">Its name in a page; null for a picture on its own.</param>
    public static string Draw(string title, string description, IReadOnlyList<Panel> panels, string? id = null)
    {
        var svg = new SvgWriter(Width, Top + panels.Count * (PlotHeight + Gap) + Bottom - 20, title, description, id);
        svg.Text("title", Left, 22, title);
        double top = Top;
        foreach (var panel in panels)
        {
            Draw(svg, panel, top + 20);
            top += PlotHeight + Gap;
        }
        svg.Text("faint", Left + PlotWidth / 2, top + 10, "epoch", "middle");
        return svg.ToString();
    }

    private static void Draw(SvgWriter svg, Panel panel, double top)
    {
        var numbers = panel.Series.SelectMany(series => series.Points).Select(point => point.Epoch).ToList();
        var epochs = Axis.Whole(numbers.Min(), numbers.Max());
        double bottom = top + PlotHeight;
        svg.Text("", Left, top - 8, panel.Title + (panel.Axis.IsLogarithmic ? " (logarithmic)" : ""));
        foreach (double tick in panel.Axis.Ticks)
        {
            svg.Line("grid", Left, Y(tick), Left + PlotWidth, Y(tick));
            svg.Text("faint", Left - 8, Y(tick) + 4, panel.Label(tick), "end");
        }
        foreach (double tick in epochs.Ticks)
        {
            svg.Line("grid", X(tick), top, X(tick), bottom);
            svg.Text("faint", X(tick), bottom + 16, Axis.Label(tick), "middle");
        }
        svg.Line("frame", Left, bottom, Left + PlotWidth, bottom);
        svg.Line("frame", Left, top, Left, bottom);
        double legend = top + 14;
        foreach (var series in panel.Series)
        {
            var band = series.Band.Where(point => double.IsFinite(panel.Axis.Share(point.Low)) && double.IsFinite(panel.Axis.Share(point.High))).ToList();
            if (band.Count > 1)
            {
                svg.Polygon("band " + series.Style, band.Select(point => (X(point.Epoch), Y(point.High)))
                    .Concat(band.AsEnumerable().Reverse().Select(point => (X(point.Epoch), Y(point.Low)))));
            }
            foreach (var stretch in Stretches(series, panel.Axis))
                svg.Polyline("line " + series.Style, [.. stretch.Select(point => (X(point.Epoch), Y(point.Value)))]);
            int every = (series.Points.Count - 1) / MostMarks + 1;
            foreach (var (epoch, value) in Stretches(series, panel.Axis).SelectMany(stretch => stretch).Where((_, i) => i % every == 0))
                svg.Mark(series.Style, X(epoch), Y(value), 2.5);
            svg.Line("line " + series.Style, Left + PlotWidth + 14, legend - 4, Left + PlotWidth + 14 + Legend, legend - 4);
            svg.Mark(series.Style, Left + PlotWidth + 14 + Legend / 2, legend - 4, 2.5);
            svg.Text("", Left + PlotWidth + 20 + Legend, legend, Markup.Short(series.Name, LongestName));
            legend += 20;
        }

        double X(double epoch) => Left + epochs.Share(epoch) * PlotWidth;
        double Y(double value) => bottom - panel.Axis.Share(value) * PlotHeight;
    }

    /// <summary>The longest runs of points that have a place on the axis.</summary>
    private static List<List<(int Epoch, double Value)>> Stretches(Series series, Axis axis)
    {
        List<List<(int, double)>> stretches = [[]];
        foreach (var point in series.Points)
        {
            if (double.IsFinite(axis.Share(point.Value)))
                stretches[^1].Add(point);
            else
                stretches.Add([]);
        }
        return stretches;
    }
}
