using SeRes2Net.Compiler.Graph;
using SkiaSharp;

namespace SeRes2Net.Lab.Saliency;

/// <summary>One network on a contact sheet.</summary>
/// <param name="Title">Its name and run.</param>
/// <param name="Shape">Shape of its images.</param>
/// <param name="ClassNames">The classes' names.</param>
/// <param name="Result">Its images and maps.</param>
public sealed record SheetPanel(string Title, Shape Shape, IReadOnlyList<string> ClassNames, SaliencyResult Result);

/// <summary>
/// A picture of images, masks and maps: of each network, side by side, the images with the best and the worst map, and some that were drawn at random
/// and are the same in every panel. Networks are ranked by the mean IoU of their first map, or by insertion if there are no masks.
/// </summary>
public static class ContactSheet
{
    private const int Rows = 3, Tile = 128, Gap = 8, Caption = 20, LabelWidth = 144, Margin = 20, HeaderHeight = 80, LegendHeight = 52, SectionHeight = 30, PanelGap = 40;

    /// <summary>Whether this machine has a font; without one, a sheet has no text.</summary>
    public static bool HasFont => SheetPen.HasFont;

    /// <summary>Draws the sheet, as PNG.</summary>
    public static byte[] Draw(IReadOnlyList<SheetPanel> panels)
    {
        int[] widths = [.. panels.Select(panel => LabelWidth + TileCount(panel) * (Tile + Gap))];
        int width = 2 * Margin + widths.Sum() + PanelGap * (panels.Count - 1);
        int rows = panels.Max(panel => Math.Min(Rows, panel.Result.Images.Count));
        int height = 2 * Margin + HeaderHeight + 3 * (SectionHeight + rows * (Tile + Caption)) + LegendHeight;
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var pen = new SheetPen(bitmap))
        {
            int left = Margin;
            foreach (var (panel, panelWidth) in panels.Zip(widths))
            {
                DrawPanel(pen, panel, left, panelWidth - Gap, rows);
                left += panelWidth + PanelGap;
            }
            pen.ColourScale(Margin + 14, height - Margin - 34, Tile);
            pen.Text(HasMasks(panels[0]) ? "IoU: mean of those at 0.3, 0.5 and 0.7 of the largest value" : "insertion: area while pixels appear",
                Margin, height - Margin - 2, width - 2 * Margin);
        }
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static int TileCount(SheetPanel panel) => (HasMasks(panel) ? 2 : 1) + panel.Result.Maps.Count;

    private static bool HasMasks(SheetPanel panel) => panel.Result.Images[0].Mask is not null;

    private static string Measure(SheetPanel panel) => HasMasks(panel) ? "IoU" : "insertion";

    private static void DrawPanel(SheetPen pen, SheetPanel panel, int left, int width, int rows)
    {
        var (result, first) = (panel.Result, panel.Result.Maps[0]);
        string ranked = Measure(panel);
        double mean = result.Images.Average(Rank);
        pen.Text(panel.Title, left, Margin + 16, width, SheetPen.Large);
        pen.Text(FormattableString.Invariant($"{result.Images.Count} images, {100 * result.Accuracy:F0}% right; {first.Method.Name()}: mean {ranked} {mean:F2}"),
            left, Margin + 36, width);
        int tiles = left + LabelWidth, top = Margin + HeaderHeight;
        (string, string)[] titles =
        [
            .. new[] { ("", "image"), ("", "object") }.Take(HasMasks(panel) ? 2 : 1), .. result.Maps.Select(map => (map.Method.Name(), $"at {map.Layer.Name}")),
        ];
        foreach (var (above, below) in titles)
        {
            pen.Text(above, tiles, top - 22, Tile);
            pen.Text(below, tiles, top - 6, Tile);
            tiles += Tile + Gap;
        }

        var ordered = result.Images.OrderByDescending(Rank).ToList();
        (string, IEnumerable<ImageSaliency>)[] sections =
        [
            ($"Highest {ranked}", ordered.Take(rows)), ($"Lowest {ranked}", ordered.AsEnumerable().Reverse().Take(rows)), ("Drawn at random", result.Images.Take(rows)),
        ];
        foreach (var (title, images) in sections)
        {
            pen.Text(title, left, top + SectionHeight - 10, LabelWidth - Gap, SheetPen.Bold);
            pen.Line(left, top + 4, width);
            top += SectionHeight;
            foreach (var image in images)
            {
                DrawRow(pen, panel, image, left, top);
                top += Tile + Caption;
            }
        }
    }

    private static void DrawRow(SheetPen pen, SheetPanel panel, ImageSaliency image, int left, int top)
    {
        var names = panel.ClassNames;
        string[] lines =
        [
            $"test image {image.Image}", names[image.Label],
            image.Predicted == image.Label ? "answered rightly" : $"answered {names[image.Predicted]}",
            .. image.Class == image.Predicted ? Array.Empty<string>() : [$"maps of {names[image.Class]}"],
            FormattableString.Invariant($"p = {image.Probability:F2}"),
        ];
        for (int i = 0; i < lines.Length; i++)
            pen.Text(lines[i], left, top + 16 + i * 17, LabelWidth - Gap);

        int at = left + LabelWidth, channels = panel.Shape.Channels;
        var (rows, columns) = (panel.Shape.Rows, panel.Shape.Columns);
        pen.Picture(at, top, Tile, rows, columns, pixel => new SKColor(
            image.Pixels[pixel * channels], image.Pixels[pixel * channels + (channels > 1 ? 1 : 0)], image.Pixels[pixel * channels + (channels > 2 ? 2 : 0)]));
        if (image.Mask is { } mask)
        {
            at += Tile + Gap;
            pen.Picture(at, top, Tile, rows, columns, pixel => mask[pixel] ? SKColors.White : new SKColor(40, 40, 40));
        }
        foreach (var (map, figures) in image.Maps.Zip(image.Figures))
        {
            at += Tile + Gap;
            pen.Text(FormattableString.Invariant($"{Measure(panel)} {Rank(figures):F2}"), at, top + Tile + 14, Tile);
            pen.Picture(at, top, Tile, rows, columns, pixel => HeatColours.Of(map[pixel]));
            if (image.Mask is not null)
                pen.Outline(at, top, Tile, rows, columns, image.Mask);
        }
    }

    private static double Rank(ImageSaliency image) => Rank(image.Figures[0]);

    private static double Rank(SaliencyFigures figures) => figures.IouMean ?? figures.Insertion!.Value;
}
