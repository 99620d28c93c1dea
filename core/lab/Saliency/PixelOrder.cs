using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Saliency;

/// <summary>The order in which insertion and deletion treat the pixels of an image.</summary>
internal static class PixelOrder
{
    /// <summary>The rank of every pixel, 0 for the largest value of the map; equal ones are in random order, or the image's top would come first.</summary>
    public static float[] Of(float[] map, RandomStream random) =>
        Ranks([.. random.Permutation(map.Length).OrderByDescending(pixel => map[pixel])]);

    /// <summary>Ranks in random order: what a map that says nothing would give.</summary>
    public static float[] Random(int pixels, RandomStream random) => Ranks(random.Permutation(pixels));

    // Exact in float32: an image has far fewer than 2^24 pixels.
    private static float[] Ranks(long[] order)
    {
        var ranks = new float[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
            ranks[order[rank]] = rank;
        return ranks;
    }
}
