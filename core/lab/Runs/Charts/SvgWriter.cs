using System.Globalization;
using System.Text;
using System.Xml;

namespace SeRes2Net.Lab.Runs.Charts;

/// <summary>Writes a picture that adapts to a light or dark page and that a screen reader can announce.</summary>
internal sealed class SvgWriter
{
    // Okabe and Ito's palette, which people with colour-vision deficiencies can tell apart; lighter variants on dark paper.
    private const string Style = """
        text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
        .title { font-size: 14px; font-weight: 600; }
        .small { font-size: 10px; }
        .faint { fill: #59636e; }
        .paper { fill: #ffffff; }
        .grid { stroke: #d8dee4; }
        .frame { stroke: #59636e; fill: none; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .a { stroke: #0072b2; stroke-dasharray: 7 4; }
        .b { stroke: #b34a00; }
        .c { stroke: #00704f; stroke-dasharray: 2 3; }
        .d { stroke: #8e3a75; stroke-dasharray: 9 3 2 3; }
        .e { stroke: #6b5900; stroke-dasharray: 14 4; }
        .dot { stroke-dasharray: none; stroke-width: 2; fill: none; }
        .cell { fill: #0b5394; }
        .on { fill: #ffffff; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .faint { fill: #9da7b1; }
          .paper { fill: #0d1117; }
          .grid { stroke: #30363d; }
          .frame { stroke: #9da7b1; }
          .a { stroke: #56b4e9; }
          .b { stroke: #f0883e; }
          .c { stroke: #2fc18c; }
          .d { stroke: #dc8fc3; }
          .e { stroke: #e3c800; }
          .cell { fill: #79c0ff; }
          .on { fill: #0d1117; }
        }
        """;

    private readonly StringBuilder text = new();

    /// <summary>Begins a picture; sizes are in pixels.</summary>
    public SvgWriter(double width, double height, string title, string description)
    {
        text.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" ");
        text.Append("role=\"img\" aria-labelledby=\"title description\">\n");
        text.Append(CultureInfo.InvariantCulture, $"<title id=\"title\">{Escaped(title)}</title>\n");
        text.Append(CultureInfo.InvariantCulture, $"<desc id=\"description\">{Escaped(description)}</desc>\n");
        text.Append(CultureInfo.InvariantCulture, $"<style>\n{Style}\n</style>\n");
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

    /// <summary>A rectangle.</summary>
    public void Rectangle(string style, double x, double y, double width, double height, double opacity = 1) =>
        Add($"<rect class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"" +
            (opacity < 1 ? $" fill-opacity=\"{N(opacity)}\"/>" : "/>"));

    /// <summary>Text on a base line.</summary>
    /// <param name="style">Classes.</param>
    /// <param name="x">Where it begins, has its middle or ends.</param>
    /// <param name="y">The base line.</param>
    /// <param name="words">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="turn">Degrees, clockwise around the point.</param>
    public void Text(string style, double x, double y, string words, string anchor = "start", double turn = 0) =>
        Add($"<text class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\"" +
            (turn == 0 ? "" : $" transform=\"rotate({N(turn)} {N(x)} {N(y)})\"") + $">{Escaped(words)}</text>");

    /// <summary>The whole picture.</summary>
    public override string ToString() => text + "</svg>\n";

    private void Add(string element) => text.Append(element).Append('\n');

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escaped(string words) => string.Concat(words.Select(c => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c.ToString() : " ",
    }));
}
