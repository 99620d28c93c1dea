using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Robustness;

/// <summary>The test images that a measurement is taken on: all of a data set's, or some.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Indices">Indices of the images, rising, [N].</param>
/// <param name="Pixels">uint8 in the order [N, C, H, W].</param>
/// <param name="Labels">One class index per image, [N].</param>
public sealed record TestImages(DataSet Data, IReadOnlyList<int> Indices, byte[] Pixels, int[] Labels)
{
    /// <summary>Takes all test images, or so many at random.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="count">How many; null or more than there are: all.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="DataException">An image cannot be read.</exception>
    public static TestImages Of(DataSet data, int? count, long seed)
    {
        int all = data.Test.Count;
        int[] chosen = count is { } wanted && wanted < all
            ? [.. RandomStream.Of(seed, "robustness", 0).Permutation(all).Take(wanted).Select(index => (int)index).Order()]
            : [.. Enumerable.Range(0, all)];
        return new(data, chosen, data.Test.Pixels(chosen, data.InputShape), [.. chosen.Select(index => data.Test.Labels[index])]);
    }

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;
}
