namespace SeRes2Net.Compiler.Graph;

/// <summary>Sums and products of counts that stop far beyond every limit instead of turning negative: a spec may describe absurd shapes.</summary>
internal static class Amount
{
    // Leaves room for a few more terms.
    private const long Most = long.MaxValue / 2;

    /// <summary>The sum of two counts.</summary>
    public static long Plus(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    /// <summary>The product of two counts.</summary>
    public static long Times(long a, long b) => (double)a * b < Most ? a * b : Most;
}
