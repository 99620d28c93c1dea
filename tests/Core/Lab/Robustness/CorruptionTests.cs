using System.Runtime.InteropServices;
using MathNet.Numerics.Distributions;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Core.Tests.Lab.Data;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Robustness.Corruptions;
using SkiaSharp;

namespace SeRes2Net.Core.Tests.Lab.Robustness;

public sealed class CorruptionTests : IDisposable
{
    private const int Count = 3;
    private const long Seed = 7;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [PythonFact("numpy", "scipy", "PIL")]
    public void Every_corruption_is_what_NumPy_SciPy_and_Pillow_compute_from_the_same_random_numbers()
    {
        Shape[] shapes = [new(3, 32, 32), new(1, 28, 40)];
        var cases = shapes.Select(Prepare).ToList();
        var (code, output, error) = PythonInterpreter.Run(
            PythonInterpreter.With("numpy", "scipy", "PIL")!, [PyTorch.Script("corruptions.py"), .. shapes.Select(Place)]);
        code.Should().Be(0, output + error);

        foreach (var (shape, all) in shapes.Zip(cases))
        {
            byte[] images = Images(shape), expected = NpyFile.Open(Path.Combine(Place(shape), "expected.npy")).Rows(0, all.Count);
            for (int i = 0; i < all.Count; i++)
            {
                var (corruption, severity) = all[i];
                byte[] found = CorruptedImages.Compute(images, [.. Enumerable.Range(0, Count)], shape, corruption, severity, Seed);
                int[] differences = [.. found.Zip(expected.AsSpan(i * images.Length, images.Length).ToArray(), (a, b) => Math.Abs(a - b))];
                string which = $"{corruption.Name} at {severity} of {shape}";
                differences.Max().Should().BeLessThanOrEqualTo(1, which);
                // A value that should be whole may be a little less, and is then cut to the one below.
                differences.Average().Should().BeLessThan(0.05, which);
            }
        }
    }

    [Theory]
    [InlineData(1, 128, 500)]
    [InlineData(5, 200, 50)]
    [InlineData(5, 3, 50)]
    public void Shot_noise_has_the_mean_and_variance_of_counted_photons(int severity, byte value, double photons)
    {
        var shape = new Shape(3, 32, 32);
        const int Images = 20;
        byte[] pixels = new byte[Images * shape.Elements];
        Array.Fill(pixels, value);
        byte[] found = CorruptedImages.Compute(pixels, [.. Enumerable.Range(0, Images)], shape, CorruptionTable.Named("shot_noise"), severity, Seed);

        double rate = value / 255.0 * photons;
        var counts = Enumerable.Range(0, 4 * (int)photons).Select(count => (Share: Poisson.PMF(rate, count), Value: (double)(byte)(Math.Min(count / photons, 1) * 255))).ToList();
        double mean = counts.Sum(count => count.Share * count.Value), variance = counts.Sum(count => count.Share * (count.Value - mean) * (count.Value - mean));
        double fourth = counts.Sum(count => count.Share * Math.Pow(count.Value - mean, 4));
        double foundMean = found.Average(v => v), foundVariance = found.Average(v => (v - foundMean) * (v - foundMean));
        // Five standard errors.
        foundMean.Should().BeApproximately(mean, 5 * Math.Sqrt(variance / found.Length));
        foundVariance.Should().BeApproximately(variance, 5 * Math.Sqrt((fourth - variance * variance) / found.Length));
    }

    [Fact]
    public void What_happens_to_an_image_depends_on_its_index_and_the_seed_and_on_nothing_else()
    {
        var shape = new Shape(3, 32, 32);
        byte[] images = Images(shape);
        int bytes = (int)shape.Elements;
        foreach (var corruption in CorruptionTable.Choose(null, null, 3))
        {
            byte[] all = Compute(images, [0, 1, 2], Seed);
            Compute(images.AsSpan(bytes, bytes).ToArray(), [1], Seed).Should().Equal(all.AsSpan(bytes, bytes).ToArray(), corruption.Name);
            bool isRandom = !Compute(images, [0, 1, 2], Seed + 1).AsSpan().SequenceEqual(all);
            isRandom.Should().Be(corruption.Name is not ("defocus_blur" or "zoom_blur" or "brightness" or "contrast" or "pixelate" or "jpeg_compression"), corruption.Name);

            byte[] Compute(byte[] pixels, int[] indices, long seed) => CorruptedImages.Compute(pixels, indices, shape, corruption, 3, seed);
        }
    }

    [Fact]
    public void Frost_needs_photographs_that_are_large_enough()
    {
        var shape = new Shape(3, 64, 64);
        Message(() => FrostPhotographs.Read(folder.File("nowhere"), shape)).Should().EndWith("nowhere: no such folder; expected photographs of frost.");
        Message(() => FrostPhotographs.Read(folder.Path, shape)).Should().Contain("no photographs of frost; expected JPEG, PNG or WebP files");
        WriteFrost(folder.File("frost.png"));
        Message(() => FrostPhotographs.Read(folder.Path, shape)).Should().Contain("250 x 300 pixels, expected at least 320 x 320");
        Message(() => CorruptionTable.Choose(["frost"], null, 3)).Should().Contain("--frost DIR");
        Message(() => CorruptionTable.Choose(["saturate"], null, 1)).Should().Contain("one channel");

        static string Message(Action act) => act.Should().Throw<DataException>().Which.Message;
    }

    private string Place(Shape shape) => folder.File($"{shape.Channels}");

    /// <summary>Writes what the reference needs, and returns its cases in order.</summary>
    private List<(Corruption Corruption, int Severity)> Prepare(Shape shape)
    {
        string place = Place(shape);
        Directory.CreateDirectory(place);
        WriteFrost(Path.Combine(place, "frost.png"));
        var corruptions = CorruptionTable.Choose(
            [.. CorruptionTable.All.Where(c => c.Name != "shot_noise" && (shape.Channels == 3 || !c.NeedsColour)).Select(c => c.Name)],
            FrostPhotographs.Read(place, shape), shape.Channels);
        var cases = (from corruption in corruptions from severity in Enumerable.Range(1, Corruption.Severities) select (corruption, severity)).ToList();
        int draws = 6 * shape.Rows * shape.Columns;
        double[] uniforms = [.. cases.SelectMany(c => Enumerable.Range(0, Count).SelectMany(image => Uniforms(c.corruption, c.severity, image, draws)))];
        NumPyFiles.Write(Path.Combine(place, "images.npy"), "|u1", Images(shape), Count, shape.Channels, shape.Rows, shape.Columns);
        NumPyFiles.Write(Path.Combine(place, "uniforms.npy"), "<f8", MemoryMarshal.AsBytes<double>(uniforms).ToArray(), cases.Count, Count, draws);
        File.WriteAllLines(Path.Combine(place, "cases.txt"), cases.Select(c => $"{c.corruption.Name} {c.severity}"));
        return cases;
    }

    private static double[] Uniforms(Corruption corruption, int severity, int image, int count)
    {
        var stream = CorruptedImages.Stream(corruption.Name, severity, image, Seed);
        return [.. Enumerable.Range(0, count).Select(_ => stream.NextDouble())];
    }

    /// <summary>Smooth shapes with some noise; the last one is black but for one colour.</summary>
    private static byte[] Images(Shape shape)
    {
        var random = RandomStream.Of(3, "images", shape.Channels);
        var images = new byte[Count * shape.Elements];
        for (int i = 0; i < images.Length; i++)
        {
            var (image, rest) = Math.DivRem(i, (int)shape.Elements);
            var (channel, pixel) = Math.DivRem(rest, shape.Rows * shape.Columns);
            double wave = 127 + 100 * Math.Sin(pixel % shape.Columns * 0.3 + channel) * Math.Cos(pixel / shape.Columns * 0.2 * (image + 1));
            images[i] = (byte)(image == 2 ? (channel == 0 ? wave : 0) : Math.Clamp(wave + random.Between(-40, 40), 0, 255));
        }
        return images;
    }

    private static void WriteFrost(string path)
    {
        using var photograph = new SKBitmap(new SKImageInfo(300, 250, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int row = 0; row < 250; row++)
        {
            for (int column = 0; column < 300; column++)
                photograph.SetPixel(column, row, new SKColor((byte)(row * 7 % 256), (byte)(column * 5 % 256), (byte)(row * column % 256)));
        }
        using var png = photograph.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }
}
