namespace SeRes2Net.Compiler;

/// <summary>Arithmetic on counts that stops at the largest number instead of turning negative: a spec may describe absurd shapes.</summary>
internal static class Amount
{
    /// <summary>The sum of two counts.</summary>
    public static long Plus(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    /// <summary>A count so many times.</summary>
    public static long Times(long count, int factor) => count > long.MaxValue / factor ? long.MaxValue : count * factor;
}
