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
