using MathNet.Numerics.Distributions;

namespace SeRes2Net.Lab.Statistics;

/// <summary>
/// McNemar's test (Psychometrika 12, 1947), exact: of the images that only one of two networks gets right, does each have its half? It says
/// whether these two trained networks differ on images like these, not whether another seed would show it.
/// </summary>
public static class McNemarTest
{
    /// <summary>Twice the binomial probability of so few of the rarer kind, at most 1; 1 if the networks are right on the same images.</summary>
    /// <param name="first">Whether the first network is right, for each image, [N].</param>
    /// <param name="second">Whether the second is, [N].</param>
    /// <returns>The statistic is the number of images that only the first gets right, minus those that only the second does.</returns>
    public static TestResult Of(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Count, first.Count);
        int onlyFirst = 0, onlySecond = 0;
        for (int i = 0; i < first.Count; i++)
        {
            if (first[i] && !second[i])
                onlyFirst++;
            if (second[i] && !first[i])
                onlySecond++;
        }
        int disagreements = onlyFirst + onlySecond;
        double p = disagreements == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, disagreements, Math.Min(onlyFirst, onlySecond)));
        return new(onlyFirst - onlySecond, null, p);
    }
}
