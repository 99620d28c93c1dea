namespace SeRes2Net.Lab.Data;

/// <summary>
/// A stream of pseudo-random numbers that is the same on every platform, processor and tensor library, and whose whole
/// state is one number. SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
/// </summary>
/// <param name="state">Any number; streams from nearby numbers are unrelated.</param>
public sealed class RandomStream(ulong state)
{
    private ulong state = state;

    /// <summary>
    /// The stream for one purpose within a run: the same arguments give the same stream, different ones an unrelated stream.
    /// </summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What it is for, e.g. <c>shuffle</c>.</param>
    /// <param name="index">Which one of its kind, e.g. the epoch.</param>
    public static RandomStream Of(long seed, string purpose, long index)
    {
        ulong state = Mix((ulong)seed + Step);
        foreach (char letter in purpose)
            state = Mix(state ^ letter) + Step;
        return new RandomStream(Mix(state ^ (ulong)index));
    }

    /// <summary>
    /// The stream of one image, or of one step, in one epoch: a function of these four numbers only. Whatever else is drawn, in whatever order
    /// and on whatever thread, leaves it as it is, so any step can be reproduced without the steps before it. It costs some 50 ns.
    /// </summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What it is for, e.g. <c>flip</c>.</param>
    /// <param name="epoch">1-based epoch.</param>
    /// <param name="image">The image's index, or the position of a step's first image.</param>
    public static RandomStream Of(long seed, string purpose, long epoch, long image)
    {
        var stream = Of(seed, purpose, epoch);
        stream.state = Mix(Mix(stream.state + Step) ^ (ulong)image);
        return stream;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(state += Step);

    /// <summary>An integer in [0, <paramref name="bound"/>), without bias.</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        // Lemire's multiply-and-shift, which draws again in the sliver that would favour small results.
        uint reject = (uint)(-bound) % (uint)bound;
        while (true)
        {
            ulong product = (NextBits() >> 32) * (uint)bound;
            if ((uint)product >= reject)
                return (int)(product >> 32);
        }
    }

    /// <summary>An integer in [<paramref name="from"/>, <paramref name="to"/>], both included.</summary>
    public int Between(int from, int to) => from + Next(to - from + 1);

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from the standard normal distribution (Box and Muller, 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>A number in [0, 1] from the distribution Beta(a, a), the share of one of two equal gamma variables in their sum.</summary>
    /// <param name="a">Above 0. 1 is uniform; below it the ends are likelier, above it the middle.</param>
    public double NextBeta(double a)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(a);
        // In logarithms: for a small a both variables may be smaller than the smallest double.
        double first = NextLogGamma(a), second = NextLogGamma(a);
        return 1 / (1 + Math.Exp(second - first));
    }

    /// <summary>
    /// The logarithm of a number from the gamma distribution of shape <paramref name="a"/> and scale 1 (Marsaglia and Tsang, "A simple
    /// method for generating gamma variables", ACM TOMS 26, 2000; section 6 for shapes below 1).
    /// </summary>
    private double NextLogGamma(double a)
    {
        if (a < 1)
            return NextLogGamma(a + 1) + Math.Log(1 - NextDouble()) / a;
        double d = a - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal(), root = 1 + c * x;
            if (root <= 0)
                continue;
            double v = root * root * root;
            if (Math.Log(1 - NextDouble()) < 0.5 * x * x + d * (1 - v + Math.Log(v)))
                return Math.Log(d * v);
        }
    }

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in random order (Fisher and Yates).</summary>
    public long[] Permutation(int count)
    {
        var order = new long[count];
        for (int i = 0; i < count; i++)
        {
            int j = Next(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private const ulong Step = 0x9E3779B97F4A7C15;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
