namespace SeRes2Net.Compiler.Graph;

/// <summary>
/// Sums and products of counts that saturate at the largest number instead of overflowing: a spec may describe absurd shapes.
/// </summary>
internal static class Amount
{
    /// <summary>The sum of two counts.</summary>
    public static long Plus(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    /// <summary>The product of two counts.</summary>
    public static long Times(long a, long b) => (double)a * b < long.MaxValue ? a * b : long.MaxValue;
}
