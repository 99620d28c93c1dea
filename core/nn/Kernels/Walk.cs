namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// How kernels walk a matrix of pixels by channels: in blocks that fit the first-level cache, two vectors (a column) at a time.
/// The difficulty: the number of channels need not be a multiple of a column (a split of Res2Net-29 has 12). But the rows of a dense
/// matrix follow each other without gaps, so that a column that starts at a multiple of lcm(channels, column) always sees the same
/// channels: factors per channel are repeated up to that period once, and the loops then run over whole vectors only.
/// Operands with gaps between rows (a slice of the channels) and last rows that do not fill a period go through a small buffer.
/// </summary>
internal readonly struct Walk
{
    // Values of a block: three operands of float32 fill 48 KiB.
    private const int BlockValues = 4096;

    // Enough that loading a column's factors does not cost more than the rows.
    private const int LeastRows = 8;

    internal Walk(long pixels, long channels)
    {
        Pixels = pixels;
        Channels = (int)channels;
        PeriodPixels = (int)(Elements.Column / GreatestCommonDivisor(channels, Elements.Column));
        Period = Channels * PeriodPixels;
        BlockPixels = PeriodPixels * Math.Max(Math.Max(1, LeastRows / PeriodPixels), BlockValues / Period);
    }

    /// <summary>Rows of the matrix.</summary>
    internal long Pixels { get; }

    /// <summary>Values of a row.</summary>
    internal int Channels { get; }

    /// <summary>The number of values after which the channels under a column repeat.</summary>
    internal int Period { get; }

    /// <summary>The same in rows.</summary>
    internal int PeriodPixels { get; }

    /// <summary>Rows of a block, a multiple of <see cref="PeriodPixels"/>.</summary>
    internal int BlockPixels { get; }

    /// <summary>Values of a block.</summary>
    internal int BlockSize => BlockPixels * Channels;

    /// <summary>The number of shares that the work is divided into.</summary>
    internal int Shares => Team.Shares(Pixels * Channels);

    /// <summary>The values of this many rows, rounded up to whole periods.</summary>
    internal int Values(int rows) => (rows + PeriodPixels - 1) / PeriodPixels * Period;

    /// <summary>
    /// The rows [first, end) of one of several shares, in whole blocks. The division depends only on the number of shares, so that sums
    /// are the same every time.
    /// </summary>
    internal (long First, long End) Share(int share, int shares)
    {
        var count = (Pixels + BlockPixels - 1) / BlockPixels;
        return (count * share / shares * BlockPixels, Math.Min(Pixels, count * (share + 1) / shares * BlockPixels));
    }

    /// <summary>Rows of the block that starts at <paramref name="first"/>.</summary>
    internal int Rows(long first) => (int)Math.Min(BlockPixels, Pixels - first);

    /// <summary>Values per channel, repeated to one period.</summary>
    internal unsafe void Spread(ReadOnlySpan<float> perChannel, float* to)
    {
        for (var start = 0; start < Period; start += Channels)
            perChannel[..Channels].CopyTo(new Span<float>(to + start, Channels));
    }

    /// <inheritdoc cref="Spread(ReadOnlySpan{float}, float*)"/>
    internal unsafe float* Spread(ReadOnlySpan<float> perChannel, Scratch scratch)
    {
        var to = scratch.Take<float>(Period);
        Spread(perChannel, to);
        return to;
    }

    /// <summary>Adds the lanes of one period to their channels' sums.</summary>
    internal unsafe void Gather(double* ofPeriod, Span<double> perChannel)
    {
        for (var start = 0; start < Period; start += Channels)
            for (var c = 0; c < Channels; c++)
                perChannel[c] += ofPeriod[start + c];
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
