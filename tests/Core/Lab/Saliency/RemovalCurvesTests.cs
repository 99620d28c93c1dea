using SeRes2Net.Lab.Saliency;
using SeRes2Net.Nn;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Saliency;

public sealed class RemovalCurvesTests
{
    [Fact]
    public void Areas_are_those_under_the_probability_of_what_is_shown()
    {
        // Pixel i has the value i / 8 - 1, and the pixels with the largest values come first.
        double[] values = [.. Enumerable.Range(0, 16).Select(i => i / 8.0 - 1)];
        using var scope = NewDisposeScope();
        using var model = new SumNetwork();
        var images = tensor(values.Concat(values).ToArray(), [2, 1, 4, 4], ScalarType.Float32);
        var ranks = tensor(values.Concat(values).Select((_, i) => 15f - i % 16).ToArray(), [2, 1, 4, 4]);

        var (insertion, deletion) = RemovalCurves.Areas(model, images, tensor(new long[] { 0, 1 }), ranks);

        var shown = Enumerable.Range(0, 17).Select(count => values.OrderDescending().Take(count).Sum()).ToList();
        var hidden = shown.Select(sum => values.Sum() - sum).ToList();
        insertion[0].Should().BeApproximately(Area(shown, sign: 1), 1e-6);
        deletion[0].Should().BeApproximately(Area(hidden, sign: 1), 1e-6);
        insertion[1].Should().BeApproximately(Area(shown, sign: -1), 1e-6);
        deletion[1].Should().BeApproximately(Area(hidden, sign: -1), 1e-6);
        insertion[0].Should().BeGreaterThan(deletion[0]);

        static double Area(List<double> sums, int sign)
        {
            var probabilities = sums.Select(sum => 1 / (1 + Math.Exp(-sign * sum))).ToList();
            return probabilities.Zip(probabilities.Skip(1), (left, right) => (left + right) / 32).Sum();
        }
    }

    // Logits: the sum of the pixels, and 0.
    private sealed class SumNetwork() : Network(new NetworkInfo("Sum", nameof(SumNetwork), "sum", new string('0', 64), [1, 4, 4], 2, 0, 0))
    {
        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var sum = x.flatten(1).sum(1, keepdim: true);
            return cat([sum, zeros_like(sum)], 1).MoveToOuterDisposeScope();
        }
    }
}
