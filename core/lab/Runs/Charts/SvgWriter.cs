using System.Globalization;
using System.Text;

namespace SeRes2Net.Lab.Runs.Charts;

/// <summary>Writes a picture that adapts to a light or dark page and that a screen reader can announce.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder text = new();

    /// <summary>Begins a picture; sizes are in pixels.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">What it shows, for screen readers.</param>
    /// <param name="description">What one sees in it, for screen readers.</param>
    /// <param name="id">Its name in a page that has <see cref="ChartStyle"/>; null for a picture on its own.</param>
    public SvgWriter(double width, double height, string title, string description, string? id = null)
    {
        string prefix = id is null ? "" : id + "-";
        text.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" ");
        text.Append(CultureInfo.InvariantCulture, $"role=\"img\" aria-labelledby=\"{prefix}title {prefix}description\">\n");
        text.Append(CultureInfo.InvariantCulture, $"<title id=\"{prefix}title\">{Markup.Escaped(title)}</title>\n");
        text.Append(CultureInfo.InvariantCulture, $"<desc id=\"{prefix}description\">{Markup.Escaped(description)}</desc>\n");
        if (id is null)
            text.Append(CultureInfo.InvariantCulture, $"<style>\n{ChartStyle.Standalone}\n</style>\n");
        Rectangle("paper", 0, 0, width, height);
    }

    /// <summary>A straight line.</summary>
    public void Line(string style, double x1, double y1, double x2, double y2) =>
        Add($"<line class=\"{style}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    /// <summary>A line through points; nothing for fewer than two.</summary>
    public void Polyline(string style, IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count > 1)
            Add($"<polyline class=\"{style}\" points=\"{string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"))}\"/>");
    }

    /// <summary>A circle.</summary>
    public void Circle(string style, double x, double y, double radius) =>
        Add($"<circle class=\"{style}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"/>");

    /// <summary>An area.</summary>
    public void Polygon(string style, IEnumerable<(double X, double Y)> points) =>
        Add($"<polygon class=\"{style}\" points=\"{string.Join(' ', points.Select(point => $"{N(point.X)},{N(point.Y)}"))}\"/>");

    /// <summary>A mark whose shape follows from the style, so that colour is not all that tells series apart.</summary>
    /// <param name="style">One of <c>a</c> to <c>e</c>.</param>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="radius">Half its size.</param>
    /// <param name="further">Further classes.</param>
    public void Mark(string style, double x, double y, double radius, string further = "")
    {
        string classes = $"{style} dot{further}";
        double r = radius;
        switch (style)
        {
            case "b":
                Add($"<path class=\"{classes}\" d=\"M{N(x - r)} {N(y - r)}h{N(2 * r)}v{N(2 * r)}h{N(-2 * r)}z\"/>");
                break;
            case "c":
                Add($"<path class=\"{classes}\" d=\"M{N(x)} {N(y - 1.2 * r)}l{N(1.2 * r)} {N(2 * r)}h{N(-2.4 * r)}z\"/>");
                break;
            case "d":
                Add($"<path class=\"{classes}\" d=\"M{N(x)} {N(y - 1.3 * r)}l{N(1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(-1.3 * r)}z\"/>");
                break;
            case "e":
                Add($"<path class=\"{classes}\" d=\"M{N(x - r)} {N(y - r)}l{N(2 * r)} {N(2 * r)}m0 {N(-2 * r)}l{N(-2 * r)} {N(2 * r)}\"/>");
                break;
            default:
                Circle(classes, x, y, r);
                break;
        }
    }

    /// <summary>A rectangle.</summary>
    public void Rectangle(string style, double x, double y, double width, double height, double opacity = 1) =>
        Add($"<rect class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"" +
            (opacity < 1 ? $" fill-opacity=\"{N(opacity)}\"/>" : "/>"));

    /// <summary>Squares of one style and opacity, in one element.</summary>
    public void Squares(string style, IEnumerable<(double X, double Y)> corners, double size, double opacity) =>
        Add($"<path class=\"{style}\" fill-opacity=\"{N(opacity)}\" d=\"" +
            string.Concat(corners.Select(corner => $"M{N(corner.X)} {N(corner.Y)}h{N(size)}v{N(size)}h{N(-size)}z")) + "\"/>");

    /// <summary>Text on a base line.</summary>
    /// <param name="style">Classes.</param>
    /// <param name="x">Where it begins, has its middle or ends.</param>
    /// <param name="y">The base line.</param>
    /// <param name="words">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="turn">Degrees, clockwise around the point.</param>
    public void Text(string style, double x, double y, string words, string anchor = "start", double turn = 0) =>
        Add($"<text class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\"" +
            (turn == 0 ? "" : $" transform=\"rotate({N(turn)} {N(x)} {N(y)})\"") + $">{Markup.Escaped(words)}</text>");

    /// <summary>The whole picture.</summary>
    public override string ToString() => text + "</svg>\n";

    private void Add(string element) => text.Append(element).Append('\n');

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
