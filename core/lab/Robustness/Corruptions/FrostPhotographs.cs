using System.Security.Cryptography;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using SkiaSharp;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>The user's photographs of frost, without which there is no such corruption.</summary>
public sealed class FrostPhotographs
{
    /// <summary>Name of the corruption.</summary>
    public const string Corruption = "frost";

    private const int Shrink = 5;

    private static readonly (double Image, double Frost)[] Weights = [(1, 0.2), (1, 0.3), (0.9, 0.4), (0.85, 0.4), (0.75, 0.45)];

    private readonly IReadOnlyList<Picture> photographs;

    private FrostPhotographs(IReadOnlyList<Picture> photographs, string checksum) => (this.photographs, Checksum) = (photographs, checksum);

    /// <summary>SHA-256 of the files.</summary>
    public string Checksum { get; }

    /// <summary>Reads all photographs of a folder, in the order of their names, and shrinks them to a fifth, as for CIFAR-10-C.</summary>
    /// <param name="folder">A folder with JPEG, PNG or WebP files.</param>
    /// <param name="shape">Shape of the images that will be corrupted.</param>
    /// <exception cref="DataException">There is no such folder, there are no photographs, or one is damaged or too small.</exception>
    public static FrostPhotographs Read(string folder, Shape shape)
    {
        if (!Directory.Exists(folder))
            throw new DataException($"{folder}: no such folder; expected photographs of frost.");
        string[] files = [.. Directory.EnumerateFiles(folder).Where(ImageFolder.IsImage).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new DataException($"{folder}: no photographs of frost; expected JPEG, PNG or WebP files.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return new([.. files.Select(file => Read(file, shape, hash))], Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The corruption with these photographs.</summary>
    internal Picture Apply(Picture image, int severity, RandomStream random)
    {
        var (keep, frost) = Weights[severity - 1];
        var photograph = photographs[random.Next(photographs.Count)];
        int top = random.Next(photograph.Rows - image.Rows + 1), left = random.Next(photograph.Columns - image.Columns + 1);
        int plane = image.Rows * image.Columns;
        var result = new double[image.Values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            var (channel, row, column) = (i / plane, i % plane / image.Columns, i % image.Columns);
            result[i] = keep * image.Values[i] + frost * photograph.Channel(channel)[(top + row) * photograph.Columns + left + column];
        }
        return image with { Values = result };
    }

    private static Picture Read(string file, Shape shape, IncrementalHash hash)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{file}: cannot be read: {e.Message}", e);
        }
        hash.AppendData(bytes);
        using var bitmap = SKBitmap.Decode(bytes) ?? throw new DataException(
            $"{file}: cannot be decoded: expected a JPEG, PNG or WebP photograph, found {bytes.Length} bytes of something else.");
        int rows = (int)Math.Round((double)bitmap.Height / Shrink), columns = (int)Math.Round((double)bitmap.Width / Shrink);
        if (rows < shape.Rows || columns < shape.Columns)
            throw new DataException($"{file}: {bitmap.Height} x {bitmap.Width} pixels, expected at least {Shrink * shape.Rows} x {Shrink * shape.Columns}: " +
                "a photograph of frost is shrunk to a fifth.");
        var colours = bitmap.Pixels;
        var whole = new Picture(new Shape(3, bitmap.Height, bitmap.Width),
            [.. colours.Select(colour => colour.Red / 255.0), .. colours.Select(colour => colour.Green / 255.0), .. colours.Select(colour => colour.Blue / 255.0)]);
        var shrunk = whole.MapChannels(plane => Shrunk(plane, bitmap.Width, rows, columns)) with { Shape = new(3, rows, columns) };
        return shape.Channels == 3 ? shrunk : new(new Shape(1, rows, columns), shrunk.Luma());
    }

    /// <summary>Linear between the four pixels around the middle of each, without averaging, rounded to 8 bits.</summary>
    private static double[] Shrunk(double[] plane, int width, int rows, int columns)
    {
        double down = plane.Length / width / (double)rows, right = width / (double)columns;
        var result = new double[rows * columns];
        for (int p = 0; p < result.Length; p++)
        {
            double value = Filters.Between(plane, width, (p / columns + 0.5) * down - 0.5, (p % columns + 0.5) * right - 0.5, Borders.Nearest);
            result[p] = Math.Round(value * 255) / 255;
        }
        return result;
    }
}
