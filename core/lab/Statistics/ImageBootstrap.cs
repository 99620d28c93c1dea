using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Statistics;

/// <summary>
/// The bootstrap over test images (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): how far would the difference
/// between these trained networks move on other images of the same kind?
/// </summary>
public static class ImageBootstrap
{
    /// <summary>How often the images are drawn anew.</summary>
    public const int Resamples = 2000;

    /// <summary>95% percentile interval of the difference in accuracy, averaged over pairs of runs.</summary>
    /// <param name="first">Whether the first network is right: for each run, for each image, [K][N]; at least one of each.</param>
    /// <param name="second">Whether the second is: as many runs, of the same images.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static Interval Difference(IReadOnlyList<IReadOnlyList<bool>> first, IReadOnlyList<IReadOnlyList<bool>> second, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Count, first.Count);
        int runs = first.Count, images = first[0].Count;
        // Whole numbers: by how many runs more the first network gets an image right.
        var surplus = new int[images];
        for (int run = 0; run < runs; run++)
        {
            for (int i = 0; i < images; i++)
                surplus[i] += (first[run][i] ? 1 : 0) - (second[run][i] ? 1 : 0);
        }
        var random = RandomStream.Of(seed, "image-bootstrap", 0);
        var differences = new double[Resamples];
        for (int resample = 0; resample < Resamples; resample++)
        {
            long sum = 0;
            for (int i = 0; i < images; i++)
                sum += surplus[random.Next(images)];
            differences[resample] = (double)sum / ((long)runs * images);
        }
        Array.Sort(differences);
        return new(Samples.Quantile(differences, 0.025), Samples.Quantile(differences, 0.975));
    }
}
