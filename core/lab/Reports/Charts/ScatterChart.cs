using SeRes2Net.Lab.Runs.Charts;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Reports.Charts;

/// <summary>A point with an interval of its height.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Style">Colour and shape of the mark, a class of <see cref="SvgWriter"/>.</param>
/// <param name="X">A quantity greater than zero.</param>
/// <param name="Y">Its value.</param>
/// <param name="Interval">The value's interval; null: none.</param>
internal sealed record ScatterPoint(string Name, string Style, double X, double Y, Interval? Interval);

/// <summary>What is gained for what it costs.</summary>
internal static class ScatterChart
{
    private const double Width = 800, Left = 72, Plot = 704, Top = 46, Height = 300, Bottom = 50, LetterWidth = 6.6, Line = 14;
    private const int LongestName = 28;

    /// <summary>The picture as SVG; names that have no room are left out.</summary>
    /// <param name="text">Its name and its words.</param>
    /// <param name="points">At least one.</param>
    /// <param name="unit">What the horizontal axis counts.</param>
    /// <param name="label">A tick's text on the vertical axis.</param>
    public static string Draw(ChartText text, IReadOnlyList<ScatterPoint> points, string unit, Func<double, string> label)
    {
        var heights = points.SelectMany(point => new[] { point.Y, point.Interval?.Low ?? point.Y, point.Interval?.High ?? point.Y }).ToList();
        double least = points.Min(point => point.X), most = points.Max(point => point.X);
        var x = most / Math.Max(least, 1) > 20 ? Axis.ForPositive(points.Select(point => point.X)) : Axis.Linear(least, most);
        var y = Axis.Linear(heights.Min(), heights.Max());
        double bottom = Top + Height;
        var svg = new SvgWriter(Width, bottom + Bottom, text.Title, text.Description, text.Id);
        svg.Text("title", 8, 22, text.Title);
        foreach (double tick in y.Ticks)
        {
            svg.Line("grid", Left, Y(tick), Left + Plot, Y(tick));
            svg.Text("faint", Left - 8, Y(tick) + 4, label(tick), "end");
        }
        foreach (double tick in x.Ticks)
        {
            svg.Line("grid", X(tick), Top, X(tick), bottom);
            svg.Text("faint", X(tick), bottom + 16, Figures.Short(tick, digits: 5), "middle");
        }
        svg.Line("frame", Left, bottom, Left + Plot, bottom);
        svg.Line("frame", Left, Top, Left, bottom);
        svg.Text("faint", Left + Plot / 2, bottom + 38, unit + (x.IsLogarithmic ? " (logarithmic)" : ""), "middle");
        foreach (var point in points)
        {
            if (point.Interval is { } interval)
                svg.Line($"{point.Style} whole", X(point.X), Y(interval.Low), X(point.X), Y(interval.High));
            svg.Mark(point.Style, X(point.X), Y(point.Y), 4.5, " mean");
        }
        var taken = points.Select(point => Around(X(point.X) - 6, Y(point.Y) - 6, 12, 12)).ToList();
        foreach (var point in points)
            Name(point);
        return svg.ToString();

        double X(double value) => Left + x.Share(value) * Plot;
        double Y(double value) => bottom - y.Share(value) * Height;

        // To the right, to the left, above or below, wherever nothing else is.
        void Name(ScatterPoint point)
        {
            string name = Markup.Short(point.Name, LongestName);
            double width = name.Length * LetterWidth, px = X(point.X), py = Y(point.Y);
            foreach (var (dx, dy) in new[] { (9.0, -7.0), (-9 - width, -7), (-width / 2, -22), (-width / 2, 9), (9, -20), (9, 6) })
            {
                var place = Around(px + dx, py + dy, width, Line);
                if (place.Left < Left || place.Right > Width || place.Top < Top - 8 || place.Bottom > bottom || taken.Exists(place.Meets))
                    continue;
                taken.Add(place);
                svg.Text("", place.Left, place.Bottom - 3, name);
                return;
            }
        }
    }

    private static Place Around(double left, double top, double width, double height) => new(left, top, left + width, top + height);

    private readonly record struct Place(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Place other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
