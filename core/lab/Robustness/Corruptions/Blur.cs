using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>Corruptions that mix a pixel with those around it.</summary>
internal static class Blur
{
    private const double Truncate = 4;
    // The disk's kernel is 17 x 17, whatever its radius.
    private const int DiskReach = 8;

    private static readonly (double Radius, double AliasSigma)[] Defocus = [(0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (1, 0.2), (1.5, 0.1)];
    private static readonly (double Sigma, int Distance, int Passes)[] Glass = [(0.05, 1, 1), (0.25, 1, 1), (0.4, 1, 1), (0.25, 1, 2), (0.4, 1, 2)];
    private static readonly (double Radius, double Sigma)[] Motion = [(6, 1), (6, 1.5), (6, 2), (8, 2), (9, 2.5)];
    // How many factors NumPy's arange gives from 1 in steps of 0.01 up to 1.06, 1.11, 1.16, 1.21 and 1.26, and its step, which decides how 32.5 pixels are rounded.
    private static readonly int[] ZoomFactors = [7, 12, 16, 21, 26];
    private const double ZoomStep = 1.01 - 1;
    private static readonly double[] GaussianSigma = [0.4, 0.6, 0.7, 0.8, 1];
    private static readonly double[][] Disks = [.. Defocus.Select(constants => Disk(constants.Radius, constants.AliasSigma))];

    /// <summary>The family.</summary>
    public static IReadOnlyList<Corruption> All { get; } =
    [
        Of("defocus_blur", (image, severity, _) => image.MapChannels(plane => OutOfFocus(plane, image.Columns, Disks[severity - 1]))),
        Of("glass_blur", (image, severity, random) => ThroughGlass(image, Glass[severity - 1], random)),
        Of("motion_blur", (image, severity, random) => Moved(image, Motion[severity - 1], -45 + 90 * random.NextDouble())),
        Of("zoom_blur", (image, severity, _) => image.MapChannels(plane => Zoomed(plane, image.Columns, ZoomFactors[severity - 1]))),
        Of("gaussian_blur", (image, severity, _) => Gaussian(image, GaussianSigma[severity - 1])) with { Extra = true },
    ];

    private static Corruption Of(string name, Func<Picture, int, RandomStream, Picture> apply) => new(apply) { Name = name, Family = "blur" };

    private static Picture Gaussian(Picture image, double sigma) =>
        image.MapChannels(plane => Filters.Gaussian(plane, image.Columns, sigma, Truncate, Borders.Nearest));

    private static double[] OutOfFocus(double[] plane, int columns, double[] disk)
    {
        const int Width = 2 * DiskReach + 1;
        int rows = plane.Length / columns;
        int[] used = [.. Enumerable.Range(0, disk.Length).Where(i => disk[i] > 0)];
        return Filters.Sum(plane, columns, [.. used.Select(i => disk[i])], i => (used[i] / Width - DiskReach, used[i] % Width - DiskReach),
            (row, column) => (Borders.Mirror(row, rows), Borders.Mirror(column, columns)));
    }

    /// <summary>A disk of whole pixels whose edge is softened by a Gaussian of 3 x 3.</summary>
    private static double[] Disk(double radius, double aliasSigma)
    {
        const int Width = 2 * DiskReach + 1;
        var disk = new double[Width * Width];
        for (int i = 0; i < disk.Length; i++)
            disk[i] = Square(i / Width - DiskReach) + Square(i % Width - DiskReach) <= radius * radius ? 1 : 0;
        double area = disk.Sum(), edge = Math.Exp(-1 / (2 * aliasSigma * aliasSigma));
        double[] line = [edge / (1 + 2 * edge), 1 / (1 + 2 * edge), edge / (1 + 2 * edge)];
        var soft = Filters.Sum(disk, Width, [.. from down in line from right in line select down * right],
            i => (i / 3 - 1, i % 3 - 1), (row, column) => (Borders.Mirror(row, Width), Borders.Mirror(column, Width)));
        return Array.ConvertAll(soft, weight => weight / area);

        static double Square(int value) => value * value;
    }

    /// <summary>
    /// Blurs, lets pixels take the colour of one nearby, and blurs again. A pixel and its neighbour were meant to be exchanged, but in the stored files the
    /// neighbour keeps its own colour; and the upper end of the distance is never drawn. Both are so here too.
    /// </summary>
    private static Picture ThroughGlass(Picture image, (double Sigma, int Distance, int Passes) constants, RandomStream random)
    {
        var (sigma, distance, passes) = constants;
        var shuffled = Picture.Of(Gaussian(image, sigma).ToBytes(), image.Shape);
        int plane = image.Rows * image.Columns;
        for (int pass = 0; pass < passes; pass++)
        {
            for (int row = image.Rows - distance; row > distance; row--)
            {
                for (int column = image.Columns - distance; column > distance; column--)
                {
                    int right = random.Next(2 * distance) - distance, down = random.Next(2 * distance) - distance;
                    for (int start = 0; start < shuffled.Values.Length; start += plane)
                        shuffled.Values[start + row * image.Columns + column] = shuffled.Values[start + (row + down) * image.Columns + column + right];
                }
            }
        }
        return Gaussian(shuffled, sigma);
    }

    private static Picture Moved(Picture image, (double Radius, double Sigma) constants, double degrees) =>
        image.MapChannels(plane => Filters.Motion(plane, image.Columns, constants.Radius, constants.Sigma, degrees));

    /// <summary>The mean of the image and of its enlargements by 1, 1.01, 1.02 and so on.</summary>
    private static double[] Zoomed(double[] plane, int columns, int factors)
    {
        double[] sum = [.. plane];
        for (int i = 0; i < factors; i++)
        {
            double[] zoomed = Filters.Zoom(plane, columns, 1 + ZoomStep * i);
            for (int p = 0; p < sum.Length; p++)
                sum[p] += zoomed[p];
        }
        return Array.ConvertAll(sum, value => value / (factors + 1));
    }
}
