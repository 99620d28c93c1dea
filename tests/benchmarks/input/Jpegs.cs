using SeRes2Net.Lab.Data;
using SkiaSharp;

namespace SeRes2Net.Benchmarks.Input;

/// <summary>Draws photographs of a kind: shapes on shaded grounds with noise, 500x375 pixels, JPEG at quality 90.</summary>
internal static class Jpegs
{
    private const int Rows = 375, Columns = 500, Classes = 10;

    /// <summary>Writes train/CLASS/*.jpg, and a few test images.</summary>
    public static void Write(string folder, int images)
    {
        for (int c = 0; c < Classes; c++)
        {
            Directory.CreateDirectory(Path.Combine(folder, $"train/{c}"));
            Directory.CreateDirectory(Path.Combine(folder, $"val/{c}"));
        }
        Parallel.For(0, images, i => Draw(Path.Combine(folder, $"train/{i % Classes}/{i}.jpg"), i));
        for (int c = 0; c < Classes; c++)
            Draw(Path.Combine(folder, $"val/{c}/0.jpg"), images + c);
    }

    private static unsafe void Draw(string path, int image)
    {
        var random = RandomStream.Of(0, "jpeg", image);
        using var bitmap = new SKBitmap(Columns, Rows, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(Colour(random));
            using var paint = new SKPaint { IsAntialias = true };
            for (int i = 0; i < 40; i++)
            {
                paint.Color = Colour(random);
                canvas.DrawOval(random.Next(Columns), random.Next(Rows), random.Between(5, 90), random.Between(5, 90), paint);
            }
        }
        var pixels = new Span<byte>((void*)bitmap.GetPixels(), Rows * Columns * 4);
        for (int p = 0; p < pixels.Length; p++)
            pixels[p] = (byte)Math.Clamp(pixels[p] + (int)(random.NextBits() & 31) - 16, 0, 255);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        using var file = File.Create(path);
        data.SaveTo(file);
    }

    private static SKColor Colour(RandomStream random) => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
}
