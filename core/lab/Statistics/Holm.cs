namespace SeRes2Net.Lab.Statistics;

/// <summary>
/// Holm's correction for several comparisons (Scandinavian Journal of Statistics 6, 1979): the chance of even one false finding stays below
/// the level, whatever the comparisons have to do with each other.
/// </summary>
public static class Holm
{
    /// <summary>Corrected p, in the order given: the smallest is multiplied by the number of comparisons m, the next by m - 1, and so on; none
    /// is below a smaller one's, or above 1.</summary>
    public static IReadOnlyList<double> Correct(IReadOnlyList<double> p)
    {
        var corrected = new double[p.Count];
        double largest = 0;
        int left = p.Count;
        foreach (int i in Enumerable.Range(0, p.Count).OrderBy(i => p[i]))
            corrected[i] = largest = Math.Max(largest, Math.Min(1, p[i] * left--));
        return corrected;
    }
}
