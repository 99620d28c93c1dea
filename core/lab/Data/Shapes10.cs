using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// The built-in data set: ten light outlines of random position, size, rotation and colour on dark, shaded, noisy backgrounds, 32x32 RGB,
/// with exact object masks. A mirrored outline belongs to the same class, so flips and crops keep the label. The same seed draws the same
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
        Recipe = "demo",
        Draw = () => Create(),
    };

    private const int Side = 32;
    private const int Plane = Side * Side;

    /// <summary>Draws the data set. Image i of a part does not depend on how many images are drawn; its class is i mod 10.</summary>
    /// <param name="trainImages">Training images.</param>
    /// <param name="testImages">Test images.</param>
    /// <param name="seed">A different seed draws different images of the same kind.</param>
    public static DataSet Create(int trainImages = 4000, int testImages = 1000, long seed = 0) => DataSet.Create(
        Known.Name, $"drawn from seed {seed}", Silhouette.Names, new Shape(3, Side, Side),
        Draw(trainImages, seed, "shapes10.train"), Draw(testImages, seed, "shapes10.test"));

    private static ImageSet Draw(int count, long seed, string part)
    {
        var pixels = new byte[count * 3 * Plane];
        var masks = new byte[count * Plane];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % Silhouette.Names.Length;
            DrawImage(labels[i], RandomStream.Of(seed, part, i), pixels.AsSpan(i * 3 * Plane, 3 * Plane), masks.AsSpan(i * Plane, Plane));
        }
        return new ImageSet(pixels, labels, masks);
    }

    private static void DrawImage(int label, RandomStream random, Span<byte> pixels, Span<byte> mask)
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

        int noise = random.Between(2, 12);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double dx = (x + 0.5 - centreX) / radius, dy = (y + 0.5 - centreY) / radius;
                bool inside = Silhouette.Contains(label, cos * dx + sin * dy, cos * dy - sin * dx);
                int blend = Math.Clamp(256 + slopeX * (2 * x - Side + 1) + slopeY * (2 * y - Side + 1), 0, 512);
                ulong bits = random.NextBits();
                int at = y * Side + x;
                mask[at] = inside ? (byte)1 : (byte)0;
                pixels[at] = Pixel(inside ? paint.R : Mix(from.R, to.R, blend), noise, (int)(bits & 0xFFFF));
                pixels[Plane + at] = Pixel(inside ? paint.G : Mix(from.G, to.G, blend), noise, (int)(bits >> 16 & 0xFFFF));
                pixels[2 * Plane + at] = Pixel(inside ? paint.B : Mix(from.B, to.B, blend), noise, (int)(bits >> 32 & 0xFFFF));
            }
        }
    }

    private static (int R, int G, int B) Colour(RandomStream random, int from, int to) =>
        (random.Between(from, to), random.Between(from, to), random.Between(from, to));

    private static int Mix(int from, int to, int blend) => from + (to - from) * blend / 512;

    /// <summary>The value plus uniform noise in [-noise, noise], from 16 random bits.</summary>
    private static byte Pixel(int value, int noise, int bits) => (byte)Math.Clamp(value + bits * (2 * noise + 1) / 65536 - noise, 0, 255);
}
