namespace SeRes2Net.Lab.Data.Decode;

/// <summary>
/// The weights with which each pixel of a scaled line is summed: a triangle as wide as a step of the line, so that shrinking averages. The
/// numbers are Pillow's (Resample.c, 8 bits per channel), which torchvision uses.
/// </summary>
internal sealed class Taps
{
    /// <summary>Bits after the point of a weight.</summary>
    public const int Bits = 22;

    private readonly int[] first;
    private readonly int[] counts;
    private readonly int[] weights;
    private readonly int most;

    /// <summary>The weights of some pixels of a scaled line.</summary>
    /// <param name="start">First pixel of the part that is scaled.</param>
    /// <param name="length">Its pixels; none outside it is summed.</param>
    /// <param name="size">Pixels of the scaled part.</param>
    /// <param name="from">First pixel of it that is wanted.</param>
    /// <param name="count">How many are wanted.</param>
    public Taps(int start, int length, int size, int from, int count)
    {
        double step = (double)length / size, width = Math.Max(step, 1);
        most = (int)Math.Ceiling(width) * 2 + 1;
        (first, counts, weights) = (new int[count], new int[count], new int[count * most]);
        Span<double> line = stackalloc double[most];
        for (int i = 0; i < count; i++)
        {
            double centre = (from + i + 0.5) * step;
            int low = Math.Max(0, (int)(centre - width + 0.5)), high = Math.Min(length, (int)(centre + width + 0.5));
            double sum = 0;
            for (int k = low; k < high; k++)
                sum += line[k - low] = Math.Max(0, 1 - Math.Abs((k - centre + 0.5) / width));
            for (int k = low; k < high; k++)
                weights[i * most + k - low] = (int)(0.5 + line[k - low] / sum * (1 << Bits));
            (first[i], counts[i]) = (start + low, high - low);
        }
    }

    /// <summary>Pixels that are wanted.</summary>
    public int Count => first.Length;

    /// <summary>The first pixel of the line that is summed for any.</summary>
    public int Low => first[0];

    /// <summary>One after the last pixel of the line that is summed for any.</summary>
    public int High => first[^1] + counts[^1];

    /// <summary>First pixel of the line that is summed for pixel <paramref name="i"/>.</summary>
    public int First(int i) => first[i];

    /// <summary>Their weights.</summary>
    public ReadOnlySpan<int> Weights(int i) => weights.AsSpan(i * most, counts[i]);
}
