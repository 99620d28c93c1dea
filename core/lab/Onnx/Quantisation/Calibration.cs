using SeRes2Net.Compiler.Emit.Onnx;

namespace SeRes2Net.Lab.Onnx.Quantisation;

/// <summary>Measures what values a network has on calibration images.</summary>
public static class Calibration
{
    /// <summary>The range of some values.</summary>
    /// <param name="graph">The network in float32, with its weights.</param>
    /// <param name="names">Values of its nodes, or its input.</param>
    /// <param name="batches">Normalised images, each row-major [n, C, H, W]; gone through twice unless the method is min-max.</param>
    /// <param name="method">How a range follows from them.</param>
    /// <exception cref="OnnxException">ONNX Runtime is missing, or cannot run the network.</exception>
    public static IReadOnlyDictionary<string, ValueRange> Measure(
        OnnxGraph graph, IReadOnlyList<string> names, IReadOnlyList<float[]> batches, CalibrationMethod method)
    {
        var outputs = names.Where(name => name != OnnxEmitter.Input).ToList();
        using var session = new OnnxSession(OnnxFormat.Serialise(graph, [], [.. outputs.Where(name => name != OnnxEmitter.Output)]), graph.Input);
        var ranges = names.ToDictionary(name => name, _ => new ValueRange(0, 0));
        Each((name, values) =>
        {
            var (low, high) = (ranges[name].Low, ranges[name].High);
            foreach (float value in values)
                (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
            ranges[name] = new ValueRange(low, high);
            return true;
        });
        if (method == CalibrationMethod.MinMax)
            return ranges;

        var histograms = ranges.ToDictionary(range => range.Key, range => new Histogram(MathF.Max(-range.Value.Low, range.Value.High)));
        Each((name, values) =>
        {
            histograms[name].Add(values);
            return true;
        });
        return ranges.ToDictionary(range => range.Key, range => Cut(range.Value, histograms[range.Key], method));

        void Each(OnnxValueUse<bool> use)
        {
            foreach (var images in batches)
            {
                if (names.Contains(OnnxEmitter.Input))
                    use(OnnxEmitter.Input, images);
                if (outputs.Count > 0)
                    session.Values(images, outputs, use);
            }
        }
    }

    private static ValueRange Cut(ValueRange range, Histogram histogram, CalibrationMethod method)
    {
        // Half of the levels are for either sign, unless there is only one.
        int levels = range.Low < 0 && range.High > 0 ? 128 : 256;
        float most = method == CalibrationMethod.Entropy ? histogram.LeastEntropy(levels) : histogram.Percentile();
        return new ValueRange(MathF.Max(range.Low, -most), MathF.Min(range.High, most));
    }
}
