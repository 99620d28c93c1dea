using System.Globalization;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// The built-in data set: ten light outlines of random position, size, rotation and colour on dark, shaded, noisy backgrounds, 32x32 RGB
/// or any other size, with exact object masks. A mirrored outline belongs to the same class, so flips and crops keep the label. The same seed draws the same
/// bytes on every machine. A linear model on the pixels cannot tell the classes apart; a small convolutional network can.
/// </summary>
public static class Shapes10
{
    /// <summary>Its row of the table.</summary>
    public static KnownDataSet Known { get; } = new()
    {
        Name = "shapes10",
        Title = "shapes10",
        Summary = "5,000 drawings of ten outlines on noisy grounds, 32x32 RGB.",
        Syntax = "shapes10@64 is drawn at 64x64, shapes10:20000 has 20,000 training images and a quarter as many test images; shapes10:20000@64 is both.",
        Recipe = "demo",
        Draw = Create,
    };

    private const int UsualSide = 32, SmallestSide = 8, LargestSide = 1024;
    private const int UsualImages = 4000, TrainPerTest = 4;

    /// <summary>Draws what was asked for.</summary>
    /// <exception cref="DataException">A size or a number of images that cannot be drawn.</exception>
    private static DataSet Create(DataRequest request)
    {
        int images = UsualImages, side = request.Number ?? UsualSide;
        if (request.Part is { } part && !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out images))
            throw new DataException($"shapes10:{part}: '{part}' is not a number of images. {Known.Syntax}");
        if (side is < SmallestSide or > LargestSide)
            throw new DataException($"shapes10@{side}: images are drawn at {SmallestSide} to {LargestSide} pixels a side.");
        if (images < Silhouette.Names.Length * TrainPerTest)
            throw new DataException($"shapes10:{images}: at least {Silhouette.Names.Length * TrainPerTest} training images, so that every class is tested.");
        if ((long)images * 3 * side * side > Array.MaxLength)
            throw new DataException($"shapes10:{images}@{side}: {images} images of {3 * side * side} bytes are too many; "
                + $"at most {Array.MaxLength / (3 * side * side)} of this size fit.");
        return Create(images, images / TrainPerTest, side: side);
    }

    /// <summary>Draws the data set. Image i of a part does not depend on how many images are drawn; its class is i mod 10.</summary>
    /// <param name="trainImages">Training images.</param>
    /// <param name="testImages">Test images.</param>
    /// <param name="side">Rows and columns of an image.</param>
    /// <param name="seed">A different seed draws different images of the same kind.</param>
    public static DataSet Create(int trainImages = UsualImages, int testImages = UsualImages / TrainPerTest, long seed = 0, int side = UsualSide) => DataSet.Create(
        Known.Name, $"drawn from seed {seed}", Silhouette.Names, new Shape(3, side, side),
        Draw(trainImages, seed, side, "shapes10.train"), Draw(testImages, seed, side, "shapes10.test"));

    private static ImageSet Draw(int count, long seed, int side, string part)
    {
        int plane = side * side;
        var pixels = new byte[count * 3 * plane];
        var masks = new byte[count * plane];
        var labels = new int[count];
        Parallel.For(0, count, i =>
        {
            labels[i] = i % Silhouette.Names.Length;
            DrawImage(labels[i], side, RandomStream.Of(seed, part, i), pixels.AsSpan(i * 3 * plane, 3 * plane), masks.AsSpan(i * plane, plane));
        });
        return new ImageSet(pixels, labels, masks);
    }

    private static void DrawImage(int label, int side, RandomStream random, Span<byte> pixels, Span<byte> mask)
    {
        // Even with noise, every channel of the object is brighter than every channel of the background.
        var from = Colour(random, 0, 105);
        var to = Colour(random, 0, 105);
        var paint = Colour(random, 145, 255);
        int slopeX = random.Between(-8, 8), slopeY = random.Between(-8, 8);

        // Position and size in sixteenths of a pixel. The rotation, up to 45 degrees either way, comes from a fraction that gives its sine
        // and cosine: no library function whose last bit could differ.
        double radius = random.Between(6 * 16, 10 * 16) / 16.0;
        double centreX = random.Between(10 * 16, 22 * 16) / 16.0;
        double centreY = random.Between(10 * 16, 22 * 16) / 16.0;
        double t = random.Between(-212, 212) / 512.0;
        double cos = (1 - t * t) / (1 + t * t), sin = 2 * t / (1 + t * t);

        // Everything above is measured on 32x32 pixels.
        double scale = (double)UsualSide / side;
        int noise = random.Between(2, 12);
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                double dx = ((x + 0.5) * scale - centreX) / radius, dy = ((y + 0.5) * scale - centreY) / radius;
                bool inside = Silhouette.Contains(label, cos * dx + sin * dy, cos * dy - sin * dx);
                int blend = Math.Clamp(256 + (slopeX * (2 * x - side + 1) + slopeY * (2 * y - side + 1)) * UsualSide / side, 0, 512);
                ulong bits = random.NextBits();
                int at = y * side + x;
                mask[at] = inside ? (byte)1 : (byte)0;
                pixels[at] = Pixel(inside ? paint.R : Mix(from.R, to.R, blend), noise, (int)(bits & 0xFFFF));
                pixels[side * side + at] = Pixel(inside ? paint.G : Mix(from.G, to.G, blend), noise, (int)(bits >> 16 & 0xFFFF));
                pixels[2 * side * side + at] = Pixel(inside ? paint.B : Mix(from.B, to.B, blend), noise, (int)(bits >> 32 & 0xFFFF));
            }
        }
    }

    private static (int R, int G, int B) Colour(RandomStream random, int from, int to) =>
        (random.Between(from, to), random.Between(from, to), random.Between(from, to));

    private static int Mix(int from, int to, int blend) => from + (to - from) * blend / 512;

    /// <summary>The value plus uniform noise in [-noise, noise], from 16 random bits.</summary>
    private static byte Pixel(int value, int noise, int bits) => (byte)Math.Clamp(value + bits * (2 * noise + 1) / 65536 - noise, 0, 255);
}
