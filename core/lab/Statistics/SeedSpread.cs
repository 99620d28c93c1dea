namespace SeRes2Net.Lab.Statistics;

/// <summary>A cross-check of the spread over seeds.</summary>
public static class SeedSpread
{
    /// <summary>
    /// The standard deviation that an accuracy would have over seeds if the errors on different images were independent: sqrt(sum p (1 - p)) / N,
    /// where p is the share of runs that get an image right. A spread far from it needs a reason: far above, whole runs are better or
    /// worse; far below, one run's errors make up for another's. p (1 - p) of K runs is too small by (K - 1) / K on average, which is corrected.
    /// </summary>
    /// <param name="right">Whether the network is right: for each run, for each image, [K][N].</param>
    /// <returns>As a fraction; null for fewer than two runs, or without images.</returns>
    public static double? IfImagesWereIndependent(IReadOnlyList<IReadOnlyList<bool>> right)
    {
        int runs = right.Count;
        if (runs < 2 || right[0].Count == 0)
            return null;
        int images = right[0].Count;
        double variance = 0;
        for (int i = 0; i < images; i++)
        {
            double share = (double)right.Count(run => run[i]) / runs;
            variance += share * (1 - share);
        }
        return Math.Sqrt(variance * runs / (runs - 1)) / images;
    }
}
