using SkiaSharp;

namespace SeRes2Net.Lab.Saliency;

/// <summary>Draws text and tiles on a contact sheet: dark text on white, whatever the viewer's background.</summary>
internal sealed class SheetPen : IDisposable
{
    private static readonly SKColor Ink = new(32, 32, 32), Faint = new(200, 200, 200);
    private static readonly SKTypeface Plain = Face(SKFontStyle.Normal), Heavy = Face(SKFontStyle.Bold);
    private readonly SKCanvas canvas;

    /// <summary>Begins on a bitmap, which becomes white.</summary>
    public SheetPen(SKBitmap bitmap)
    {
        canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
    }

    /// <summary>How text is written: its size, and whether it is bold.</summary>
    public static readonly (float Size, bool IsBold) Small = (13, false), Bold = (13, true), Large = (17, true);

    /// <summary>Whether there is a font on this machine; without one, a sheet has no text.</summary>
    public static bool HasFont => Plain.GlyphCount > 0;

    /// <summary>Writes one line; what does not fit ends in an ellipsis.</summary>
    public void Text(string text, float left, float baseline, float width, (float Size, bool IsBold)? style = null)
    {
        var (size, isBold) = style ?? Small;
        using var paint = new SKPaint { Color = Ink, IsAntialias = true, TextSize = size, Typeface = isBold ? Heavy : Plain };
        if (paint.MeasureText(text) > width)
        {
            long length = paint.BreakText(text, Math.Max(0, width - paint.MeasureText("…")));
            text = text[..(int)length] + "…";
        }
        canvas.DrawText(text, left, baseline, paint);
    }

    /// <summary>A faint rule.</summary>
    public void Line(float left, float y, float width)
    {
        using var paint = new SKPaint { Color = Faint };
        canvas.DrawLine(left, y, left + width, y, paint);
    }

    /// <summary>A picture in a square tile; enlarged pixels stay square.</summary>
    public void Picture(int left, int top, int side, int rows, int columns, Func<int, SKColor> colour)
    {
        using var picture = new SKBitmap(columns, rows, SKColorType.Rgba8888, SKAlphaType.Opaque);
        picture.Pixels = [.. Enumerable.Range(0, rows * columns).Select(colour)];
        using var paint = new SKPaint { FilterQuality = Math.Max(rows, columns) > side ? SKFilterQuality.Medium : SKFilterQuality.None };
        canvas.DrawBitmap(picture, SKRect.Create(left, top, side, side), paint);
    }

    /// <summary>The border of a mask, white between black lines: it is seen on every colour.</summary>
    public void Outline(int left, int top, int side, int rows, int columns, bool[] mask)
    {
        using var path = new SKPath();
        float wide = (float)side / columns, high = (float)side / rows;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                bool here = mask[row * columns + column];
                float x = left + column * wide, y = top + row * high;
                if (column > 0 && here != mask[row * columns + column - 1])
                    Add(x, y, x, y + high);
                if (row > 0 && here != mask[(row - 1) * columns + column])
                    Add(x, y, x + wide, y);
            }
        }
        foreach (var (colour, thickness) in new[] { (SKColors.Black, 3.5f), (SKColors.White, 1.5f) })
        {
            using var paint = new SKPaint { Color = colour, StrokeWidth = thickness, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Square };
            canvas.DrawPath(path, paint);
        }

        void Add(float x, float y, float toX, float toY)
        {
            path.MoveTo(x, y);
            path.LineTo(toX, toY);
        }
    }

    /// <summary>What the colours of a map mean.</summary>
    public void ColourScale(int left, int top, int width)
    {
        Text("0", left - 14, top + 11, 20);
        for (int x = 0; x < width; x++)
        {
            using var paint = new SKPaint { Color = HeatColours.Of((byte)(255 * x / (width - 1))) };
            canvas.DrawRect(left + x, top, 1, 12, paint);
        }
        Text("the map's largest value", left + width + 6, top + 11, 200);
    }

    /// <inheritdoc/>
    public void Dispose() => canvas.Dispose();

    // The first family that is there; the machine's default may be one of symbols.
    private static SKTypeface Face(SKFontStyle style) =>
        new[] { "DejaVu Sans", "Segoe UI", "Helvetica", "Arial", "Liberation Sans", "Noto Sans" }
            .Select(family => SKFontManager.Default.MatchFamily(family, style)).FirstOrDefault(face => face is not null) ?? SKTypeface.Default;
}
