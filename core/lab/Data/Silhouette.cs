namespace SeRes2Net.Lab.Data;

/// <summary>
/// The ten outlines of <c>shapes10</c>: is the point (u, v) inside? Each fits the unit circle about the origin. Only additions,
/// multiplications and comparisons, which IEEE 754 defines to the last bit, so every machine draws the same images.
/// </summary>
internal static class Silhouette
{
    /// <summary>Class names, in the order of the class indices.</summary>
    public static readonly string[] Names = ["disc", "ring", "square", "frame", "triangle", "cross", "star", "crescent", "bar", "pair"];

    /// <summary>Whether (<paramref name="u"/>, <paramref name="v"/>) is inside the outline of class <paramref name="label"/>.</summary>
    public static bool Contains(int label, double u, double v)
    {
        double square = u * u + v * v;
        double reach = Math.Max(Math.Abs(u), Math.Abs(v));
        return label switch
        {
            0 => square <= 0.72,
            1 => square is >= 0.3 and <= 1,
            2 => reach <= 0.72,
            3 => reach is >= 0.42 and <= 0.78,
            4 => v >= -0.5 && 1.7320508 * Math.Abs(u) + v <= 1,
            5 => Math.Min(Math.Abs(u), Math.Abs(v)) <= 0.24 && reach <= 0.92,
            6 => InStar(u, v) && square <= 1,
            7 => square <= 0.95 && (u - 0.5) * (u - 0.5) + v * v >= 0.6,
            8 => Math.Abs(u) <= 1 && Math.Abs(v) <= 0.27,
            9 => (Math.Abs(u) - 0.58) * (Math.Abs(u) - 0.58) + v * v <= 0.15,
            _ => throw new ArgumentOutOfRangeException(nameof(label)),
        };
    }

    /// <summary>A filled pentagram: inside at least four of the five lines through its sides.</summary>
    private static bool InStar(double u, double v)
    {
        const double Distance = 0.33;
        int inside = 0;
        if (v <= Distance) inside++;
        if (0.95105652 * u + 0.30901699 * v <= Distance) inside++;
        if (-0.95105652 * u + 0.30901699 * v <= Distance) inside++;
        if (0.58778525 * u - 0.80901699 * v <= Distance) inside++;
        if (-0.58778525 * u - 0.80901699 * v <= Distance) inside++;
        return inside >= 4;
    }
}
