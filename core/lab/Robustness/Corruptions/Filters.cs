namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>Filters and resampling of one channel, [H, W] in row order.</summary>
internal static class Filters
{
    /// <summary>Gaussian filter.</summary>
    /// <param name="plane">[H, W].</param>
    /// <param name="columns">W.</param>
    /// <param name="sigma">Standard deviation in pixels; 0 changes nothing.</param>
    /// <param name="truncate">Standard deviations after which the kernel ends.</param>
    /// <param name="border">What stands for pixels outside.</param>
    public static double[] Gaussian(double[] plane, int columns, double sigma, double truncate, Func<int, int, int> border)
    {
        int radius = (int)(truncate * sigma + 0.5);
        if (radius == 0)
            return plane;
        double[] kernel = Normalised(Enumerable.Range(-radius, 2 * radius + 1).Select(i => Bell(i, sigma)));
        int rows = plane.Length / columns;
        var across = Sum(plane, columns, kernel, i => (0, i - radius), (row, column) => (row, border(column, columns)));
        return Sum(across, columns, kernel, i => (i - radius, 0), (row, column) => (border(row, rows), column));
    }

    /// <summary>
    /// A trail in one direction, as ImageMagick's motion blur draws it: half of a Gaussian along a line of 2 ⌈radius⌉ + 1 whole pixels, from each pixel
    /// towards <paramref name="degrees"/> (0 is to the right, 90 is down). The last pixel stands for those outside, and the result is rounded to 8 bits.
    /// </summary>
    public static double[] Motion(double[] plane, int columns, double radius, double sigma, double degrees)
    {
        int length = 2 * (int)Math.Ceiling(radius) + 1, rows = plane.Length / columns;
        double[] kernel = Normalised(Enumerable.Range(0, length).Select(i => Bell(i, sigma)));
        var (down, right) = Math.SinCos(degrees * Math.PI / 180);
        var blurred = Sum(plane, columns, kernel, i => ((int)Math.Ceiling(i * down - 0.5), (int)Math.Ceiling(i * right - 0.5)),
            (row, column) => (Borders.Nearest(row, rows), Borders.Nearest(column, columns)));
        return Array.ConvertAll(blurred, value => Math.Round(value * 255) / 255);
    }

    /// <summary>Each pixel becomes a weighted sum of others.</summary>
    /// <param name="plane">[H, W].</param>
    /// <param name="columns">W.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="offset">Rows and columns from the pixel to the one that a weight belongs to.</param>
    /// <param name="border">Row and column of the pixel that stands for another.</param>
    public static double[] Sum(
        double[] plane, int columns, double[] weights, Func<int, (int Down, int Right)> offset, Func<int, int, (int Row, int Column)> border)
    {
        var result = new double[plane.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            var (down, right) = offset(i);
            for (int p = 0; p < plane.Length; p++)
            {
                var (row, column) = border(p / columns + down, p % columns + right);
                result[p] += weights[i] * plane[row * columns + column];
            }
        }
        return result;
    }

    /// <summary>Enlarges the middle and cuts out as much as there was, [H, W]. The corner pixels of the enlarged part stay in its corners.</summary>
    public static double[] Zoom(double[] plane, int columns, double factor)
    {
        int rows = plane.Length / columns;
        var (down, right) = (Line(rows, factor), Line(columns, factor));
        var result = new double[plane.Length];
        for (int p = 0; p < plane.Length; p++)
            result[p] = Between(plane, columns, down(p / columns), right(p % columns), Borders.Nearest);
        return result;
    }

    /// <summary>The value at any place, linear between the four pixels around it.</summary>
    public static double Between(double[] plane, int columns, double row, double column, Func<int, int, int> border)
    {
        int rows = plane.Length / columns, top = (int)Math.Floor(row), left = (int)Math.Floor(column);
        double down = row - top, right = column - left;
        return (1 - down) * ((1 - right) * At(top, left) + right * At(top, left + 1)) + down * ((1 - right) * At(top + 1, left) + right * At(top + 1, left + 1));

        double At(int r, int c) => plane[border(r, rows) * columns + border(c, columns)];
    }

    /// <summary>Where the pixels of a line come from that is enlarged about its middle.</summary>
    private static Func<int, double> Line(int length, double factor)
    {
        int kept = (int)Math.Ceiling(length / factor), first = (length - kept) / 2;
        int enlarged = (int)Math.Round(kept * factor), trimmed = (enlarged - length) / 2;
        double step = enlarged == 1 ? 0 : (kept - 1.0) / (enlarged - 1);
        return at => first + (trimmed + at) * step;
    }

    private static double Bell(double distance, double sigma) => Math.Exp(-distance * distance / (2 * sigma * sigma));

    private static double[] Normalised(IEnumerable<double> weights)
    {
        double[] all = [.. weights];
        double sum = all.Sum();
        return Array.ConvertAll(all, weight => weight / sum);
    }
}
