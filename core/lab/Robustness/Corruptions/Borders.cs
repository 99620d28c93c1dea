namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>Which pixel of a line stands for one beyond its ends. The names are SciPy's.</summary>
internal static class Borders
{
    /// <summary>The last pixel: a a a | a b c d | d d d.</summary>
    public static int Nearest(int at, int length) => Math.Clamp(at, 0, length - 1);

    /// <summary>Mirrored at the edge: c b a | a b c d | d c b.</summary>
    public static int Reflect(int at, int length)
    {
        int folded = Modulo(at, 2 * length);
        return folded < length ? folded : 2 * length - 1 - folded;
    }

    /// <summary>Mirrored at the middle of the last pixel: d c b | a b c d | c b a.</summary>
    public static int Mirror(int at, int length)
    {
        if (length == 1)
            return 0;
        int folded = Modulo(at, 2 * length - 2);
        return folded < length ? folded : 2 * length - 2 - folded;
    }

    private static int Modulo(int value, int divisor) => (value % divisor + divisor) % divisor;
}
