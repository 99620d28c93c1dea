using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>A random affine map, then a smooth random displacement of every pixel (Simard et al., ICDAR 2003). Both are linear between pixels.</summary>
internal static class ElasticTransform
{
    private const double Truncate = 3;

    // Shares of the image's shorter side.
    private static readonly (double Alpha, double Sigma, double Affine)[] Constants =
        [(0, 0, 0.08), (0.05, 0.2, 0.07), (0.08, 0.06, 0.06), (0.1, 0.04, 0.05), (0.1, 0.03, 0.03)];

    /// <summary>The corruption. Draws three points' displacements, x before y, then those of all pixels down, then those of all pixels to the right.</summary>
    public static Picture Apply(Picture image, int severity, RandomStream random)
    {
        int side = Math.Min(image.Rows, image.Columns);
        var (alpha, sigma, affine) = (Constants[severity - 1].Alpha * side, Constants[severity - 1].Sigma * side, Constants[severity - 1].Affine * side);
        var source = Affine(image, affine, random);
        var moved = image.MapChannels(plane => Resample(plane, image.Columns, source, Borders.Mirror));
        var right = Displacements();
        var down = Displacements();
        return moved.MapChannels(plane => Resample(
            plane, image.Columns, (row, column) => (row + down[row * image.Columns + column], column + right[row * image.Columns + column]), Borders.Reflect));

        double[] Displacements()
        {
            var draws = new double[image.Rows * image.Columns];
            for (int p = 0; p < draws.Length; p++)
                draws[p] = -1 + 2 * random.NextDouble();
            return Array.ConvertAll(Filters.Gaussian(draws, image.Columns, sigma, Truncate, Borders.Reflect), value => alpha * value);
        }
    }

    private static double[] Resample(double[] plane, int columns, Func<int, int, (double Row, double Column)> source, Func<int, int, int> border)
    {
        var result = new double[plane.Length];
        for (int p = 0; p < result.Length; p++)
        {
            var (row, column) = source(p / columns, p % columns);
            result[p] = Filters.Between(plane, columns, row, column, border);
        }
        return result;
    }

    /// <summary>Where each pixel comes from under the affine map that displaces three corners of a square in the image's middle.</summary>
    private static Func<int, int, (double Row, double Column)> Affine(Picture image, double distance, RandomStream random)
    {
        double middleX = image.Rows / 2, middleY = image.Columns / 2, half = Math.Min(image.Rows, image.Columns) / 3;
        (double X, double Y)[] from = [(middleX + half, middleY + half), (middleX + half, middleY - half), (middleX - half, middleY - half)];
        (double X, double Y)[] to = [.. from.Select(point => (point.X + Draw(), point.Y + Draw()))];
        // The pixel in the plane that the displaced points span, with the same coordinates between the original ones.
        var (a, b) = (Minus(to[0], to[1]), Minus(to[2], to[1]));
        var (u, v) = (Minus(from[0], from[1]), Minus(from[2], from[1]));
        double area = a.X * b.Y - a.Y * b.X;
        return (row, column) =>
        {
            var (x, y) = (column - to[1].X, row - to[1].Y);
            double s = (x * b.Y - y * b.X) / area, t = (a.X * y - a.Y * x) / area;
            return (from[1].Y + s * u.Y + t * v.Y, from[1].X + s * u.X + t * v.X);
        };

        double Draw() => distance * (-1 + 2 * random.NextDouble());

        static (double X, double Y) Minus((double X, double Y) p, (double X, double Y) q) => (p.X - q.X, p.Y - q.Y);
    }
}
