namespace SeRes2Net.Lab.Saliency;

/// <summary>Compares a map with an object's mask. Pure functions on arrays of one image, row by row.</summary>
internal static class MapFigures
{
    /// <summary>The figures that need a mask; the others are null.</summary>
    /// <param name="map">The map at the image's size; nothing in it is negative.</param>
    /// <param name="mask">True where the object is; at least once.</param>
    public static SaliencyFigures Of(float[] map, bool[] mask)
    {
        var median = Overlap.AboveMedian(map, mask);
        Overlap[] shares = [.. new[] { 0.3, 0.5, 0.7 }.Select(share => Overlap.AboveShare(map, mask, share))];
        return new SaliencyFigures
        {
            IouAtMedian = median.Iou,
            IouAtMedianChance = median.Chance,
            IouAtMedianMost = median.Most,
            AboveMedian = (double)median.Selected / median.Pixels,
            IouAt30 = shares[0].Iou,
            IouAt50 = shares[1].Iou,
            IouAt70 = shares[2].Iou,
            IouMean = shares.Average(overlap => overlap.Iou),
            IouMeanChance = shares.Average(overlap => overlap.Chance),
            Pointing = Pointing(map, mask),
            ObjectShare = (double)median.Object / median.Pixels,
        };
    }

    /// <summary>Whether the map's largest element lies in the object, 0 or 1; of several that are equally large, the share that does.</summary>
    public static double Pointing(float[] map, bool[] mask)
    {
        float largest = map.Max();
        return Enumerable.Range(0, map.Length).Where(pixel => map[pixel] == largest).Average(pixel => mask[pixel] ? 1.0 : 0.0);
    }
}
