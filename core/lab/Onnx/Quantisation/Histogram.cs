namespace SeRes2Net.Lab.Onnx.Quantisation;

/// <summary>How often a value has elements of a magnitude, in equal steps from 0 to the largest.</summary>
/// <param name="largest">The largest magnitude, over all images.</param>
internal sealed class Histogram(float largest)
{
    private const int Bins = 2048;
    private const double Share = 0.9999;
    // Between the cuts that are tried; a finer search changes a range by less than 1%.
    private const int Step = 16;

    private readonly long[] counts = new long[Bins];

    /// <summary>Counts elements.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        float perBin = largest > 0 ? Bins / largest : 0;
        foreach (float value in values)
            counts[Math.Min((int)(MathF.Abs(value) * perBin), Bins - 1)]++;
    }

    /// <summary>The least magnitude below which 99.99% of the elements are.</summary>
    public float Percentile()
    {
        long below = 0;
        double wanted = Share * counts.Sum();
        int bin = 0;
        while (bin < Bins - 1 && (below += counts[bin]) < wanted)
            bin++;
        return Magnitude(bin + 1);
    }

    /// <summary>The magnitude at which to cut off.</summary>
    /// <param name="levels">Levels that remain for magnitudes.</param>
    public float LeastEntropy(int levels)
    {
        int best = Bins;
        double least = double.PositiveInfinity;
        for (int bins = levels; bins <= Bins; bins += Step)
        {
            if (Divergence(bins, levels) is var divergence && divergence < least)
                (best, least) = (bins, divergence);
        }
        return Magnitude(best);
    }

    private float Magnitude(int bin) => largest * bin / Bins;

    // Of the elements, those beyond the cut moved to its edge, from the same in levels: a level's elements spread over its bins that are not empty.
    private double Divergence(int bins, int levels)
    {
        double total = counts.Sum(), kept = counts.Take(bins).Sum();
        if (kept == 0)
            return double.PositiveInfinity;
        double beyond = total - kept, sum = 0;
        for (int level = 0; level < levels; level++)
        {
            int first = level * bins / levels, last = (level + 1) * bins / levels;
            double inside = 0, filled = 0;
            for (int bin = first; bin < last; bin++)
            {
                inside += counts[bin];
                filled += counts[bin] > 0 ? 1 : 0;
            }
            for (int bin = first; bin < last; bin++)
            {
                double p = (counts[bin] + (bin == bins - 1 ? beyond : 0)) / total;
                if (p == 0)
                    continue;
                // Where the edge alone holds elements, its level has none of its own.
                double q = filled == 0 || counts[bin] == 0 ? 1e-9 : inside / filled / kept;
                sum += p * Math.Log(p / q);
            }
        }
        return sum;
    }
}
