using System.Runtime.InteropServices;
using SeRes2Net.Lab.Data;
using SkiaSharp;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>Corruptions by processing.</summary>
internal static class Digital
{
    private static readonly double[] Contrast = [0.75, 0.5, 0.4, 0.3, 0.15];
    private static readonly double[] PixelShare = [0.95, 0.9, 0.85, 0.75, 0.65];
    private static readonly int[] JpegQuality = [80, 65, 58, 50, 40];
    private static readonly (double Factor, double Shift)[] Saturation = [(0.3, 0), (0.1, 0), (1.5, 0), (2, 0.1), (2.5, 0.2)];

    /// <summary>The family.</summary>
    public static IReadOnlyList<Corruption> All { get; } =
    [
        Of("contrast", (image, severity, _) => image.MapChannels(plane => Flatten(plane, Contrast[severity - 1]))),
        Of("elastic_transform", ElasticTransform.Apply),
        Of("pixelate", (image, severity, _) => image.MapChannels(plane => Pixelate(plane, image.Columns, PixelShare[severity - 1]))),
        Of("jpeg_compression", (image, severity, _) => Compress(image, JpegQuality[severity - 1])),
        Of("saturate", (image, severity, _) => image.MapPixels(pixel => Saturate(pixel, Saturation[severity - 1]))) with { Extra = true, NeedsColour = true },
    ];

    private static Corruption Of(string name, Func<Picture, int, RandomStream, Picture> apply) => new(apply) { Name = name, Family = "digital" };

    private static double[] Flatten(double[] plane, double factor)
    {
        double mean = plane.Average();
        return Array.ConvertAll(plane, value => (value - mean) * factor + mean);
    }

    /// <summary>Shrinks to a share of the size, and back. Pixels are whole, and values are rounded after each step, as Pillow's box filter does.</summary>
    private static double[] Pixelate(double[] plane, int columns, double share)
    {
        int rows = plane.Length / columns, fewerRows = Math.Max(1, (int)(rows * share)), fewerColumns = Math.Max(1, (int)(columns * share));
        var small = Box(plane, columns, fewerRows, fewerColumns);
        return Box(small, fewerColumns, rows, columns);
    }

    private static double[] Box(double[] plane, int columns, int newRows, int newColumns)
    {
        int rows = plane.Length / columns;
        var across = new double[rows * newColumns];
        for (int p = 0; p < across.Length; p++)
            across[p] = Mean(plane, p / newColumns * columns, 1, Covered(p % newColumns, columns, newColumns));
        var result = new double[newRows * newColumns];
        for (int p = 0; p < result.Length; p++)
            result[p] = Mean(across, p % newColumns, newColumns, Covered(p / newColumns, rows, newRows));
        return result;
    }

    /// <summary>The pixels of a line whose middles lie under a pixel of the line with another length.</summary>
    private static (int From, int To) Covered(int at, int length, int newLength)
    {
        double scale = (double)length / newLength, middle = (at + 0.5) * scale, half = 0.5 * Math.Max(scale, 1);
        return ((int)Math.Max(0, Math.Floor(middle - half + 0.5)), (int)Math.Min(length, Math.Floor(middle + half + 0.5)));
    }

    private static double Mean(double[] values, int start, int stride, (int From, int To) range)
    {
        double sum = 0;
        for (int i = range.From; i < range.To; i++)
            sum += Math.Round(values[start + i * stride] * 255);
        return Math.Floor(sum / (range.To - range.From) + 0.5) / 255;
    }

    /// <summary>To JPEG and back, with the colours at half the resolution.</summary>
    private static Picture Compress(Picture image, int quality)
    {
        int plane = image.Rows * image.Columns, channels = image.Shape.Channels;
        byte[] bytes = image.ToBytes();
        var (type, size) = channels == 1 ? (SKColorType.Gray8, 1) : (SKColorType.Rgba8888, 4);
        var info = new SKImageInfo(image.Columns, image.Rows, type, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info);
        var pixels = new byte[plane * size];
        Array.Fill(pixels, byte.MaxValue);
        for (int i = 0; i < bytes.Length; i++)
            pixels[i % plane * size + i / plane] = bytes[i];
        for (int row = 0; row < image.Rows; row++)
            Marshal.Copy(pixels, row * image.Columns * size, bitmap.GetPixels() + row * bitmap.RowBytes, image.Columns * size);
        using var map = bitmap.PeekPixels();
        using var encoded = map.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore));
        using var codec = SKCodec.Create(encoded);
        codec.GetPixels(info, bitmap.GetPixels());
        for (int row = 0; row < image.Rows; row++)
            Marshal.Copy(bitmap.GetPixels() + row * bitmap.RowBytes, pixels, row * image.Columns * size, image.Columns * size);
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = pixels[i % plane * size + i / plane];
        return Picture.Of(bytes, image.Shape);
    }

    /// <summary>Changes the saturation of HSV: hue and value stay. The hue of grey is red.</summary>
    private static void Saturate(Span<double> pixel, (double Factor, double Shift) constants)
    {
        double least = Math.Min(pixel[0], Math.Min(pixel[1], pixel[2])), most = Math.Max(pixel[0], Math.Max(pixel[1], pixel[2]));
        double saturation = Math.Clamp((most == 0 ? 0 : (most - least) / most) * constants.Factor + constants.Shift, 0, 1);
        for (int c = 0; c < pixel.Length; c++)
        {
            double share = most == least ? (c == 0 ? 1 : 0) : (pixel[c] - least) / (most - least);
            pixel[c] = most * (1 - saturation * (1 - share));
        }
    }
}
