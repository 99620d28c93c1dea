using MathNet.Numerics.Distributions;

namespace SeRes2Net.Lab.Saliency;

/// <summary>How the pixels that a map selects meet an object's mask.</summary>
/// <param name="Pixels">Pixels of the image.</param>
/// <param name="Selected">Those that the map selects.</param>
/// <param name="Object">Those of the object; at least one.</param>
/// <param name="Both">Those that are both.</param>
public readonly record struct Overlap(int Pixels, int Selected, int Object, int Both)
{
    /// <summary>Pixels above the map's median: half of the image, or fewer if the median's value is frequent.</summary>
    public static Overlap AboveMedian(float[] map, bool[] mask)
    {
        var sorted = (float[])map.Clone();
        Array.Sort(sorted);
        double median = (sorted[(sorted.Length - 1) / 2] + (double)sorted[sorted.Length / 2]) / 2;
        return Count(map, mask, value => value > median);
    }

    /// <summary>Pixels of at least a share of the map's largest value (MaxBoxAcc's thresholds, Choe et al., arXiv:2001.07437); none of a map of zeros.</summary>
    public static Overlap AboveShare(float[] map, bool[] mask, double share)
    {
        double least = map.Max() * share;
        return Count(map, mask, value => value > 0 && value >= least);
    }

    /// <summary>Intersection over union.</summary>
    public double Iou => (double)Both / (Selected + Object - Both);

    /// <summary>
    /// The largest intersection over union that any map with as many selected pixels could have. For half of the image and a smaller object it
    /// is the object's share / 0.5.
    /// </summary>
    public double Most => (double)Math.Min(Selected, Object) / Math.Max(Selected, Object);

    /// <summary>
    /// The mean intersection over union of the map shuffled in space, over all shuffles: the intersection then has the hypergeometric
    /// distribution.
    /// </summary>
    public double Chance
    {
        get
        {
            var shuffled = new Hypergeometric(Pixels, Object, Selected);
            // What is further from the mean weighs nothing in double precision.
            double reach = 12 * Math.Sqrt(Pixels) / 4 + 12, mean = (double)Object * Selected / Pixels;
            int from = Math.Max(Math.Max(0, Selected + Object - Pixels), (int)(mean - reach));
            int to = Math.Min(Math.Min(Selected, Object), (int)(mean + reach));
            double sum = 0;
            for (int both = from; both <= to; both++)
                sum += Math.Exp(shuffled.ProbabilityLn(both)) * both / (Selected + Object - both);
            return sum;
        }
    }

    private static Overlap Count(float[] map, bool[] mask, Func<float, bool> selects)
    {
        int selected = 0, inside = 0, both = 0;
        for (int i = 0; i < map.Length; i++)
        {
            bool chosen = selects(map[i]);
            selected += chosen ? 1 : 0;
            inside += mask[i] ? 1 : 0;
            both += chosen && mask[i] ? 1 : 0;
        }
        return new Overlap(map.Length, selected, inside, both);
    }
}
