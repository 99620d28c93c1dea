using System.Text;
using Microsoft.ML.OnnxRuntime;
using SeRes2Net.Compiler.Emit.Onnx;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Core.Tests.Models;
using SeRes2Net.Core.Tests.Models.Twin;
using SeRes2Net.Lab.Onnx;
using SeRes2Net.Lab.Onnx.Quantisation;
using SeRes2Net.Models;

namespace SeRes2Net.Core.Tests.Lab.Onnx;

public sealed class QuantisationTests
{
    [Fact]
    public void A_range_has_an_exact_zero_and_256_levels()
    {
        new ValueRange(0, 2.55f).Scale.Should().BeApproximately(0.01f, 1e-7f);
        new ValueRange(0, 2.55f).Zero.Should().Be(0, "a relu's values use all levels");
        new ValueRange(-1, 1.55f).Zero.Should().Be(100);
        new ValueRange(-2, 0).Zero.Should().Be(255);
        new ValueRange(0, 0).Scale.Should().BePositive("a value that is always zero has a scale too");
    }

    [Fact]
    public void Outliers_are_cut_off_by_entropy_and_percentile_but_not_by_min_max()
    {
        // A network that passes its input on: flatten, then logits.
        var graph = new OnnxGraph("Pass", new Shape(1000, 1, 1), 1000, [new("Flatten", "flatten", ["input"], "logits", [new OnnxInt("axis", 1)])], []);
        var random = new Random(0);
        float[][] batches = [[.. Enumerable.Range(0, 100_000).Select(_ => (float)(random.NextDouble() + random.NextDouble() - 1))]];
        batches[0][7] = 50;

        ValueRange Of(CalibrationMethod method) => Calibration.Measure(graph, ["input"], batches, method)["input"];

        Of(CalibrationMethod.MinMax).High.Should().Be(50);
        Of(CalibrationMethod.Percentile).High.Should().BeInRange(0.95f, 1.05f);
        Of(CalibrationMethod.Entropy).High.Should().BeLessThan(10);
        Of(CalibrationMethod.Entropy).Low.Should().BeGreaterThanOrEqualTo(Of(CalibrationMethod.MinMax).Low);
    }

    [Theory]
    [InlineData("se-res2net-29")]
    [InlineData("resnet-20")]
    public void The_quantised_network_is_a_quarter_of_the_size_and_nearly_the_same(string stem)
    {
        var (graph, images) = (Graph(stem), Images(64));
        var all = new Placement(graph, _ => false);
        var spec = Specs.Get(stem);
        var withoutGates = new Placement(graph, QuantisedParts.Contains(spec, [QuantisedPart.Gates, QuantisedPart.Stem]));
        var ranges = Calibration.Measure(graph, all.Values, [images], CalibrationMethod.MinMax);
        var quantised = Quantiser.Quantise(graph, all, ranges);
        var bytes = OnnxFormat.Serialise(quantised, []);

        using var before = new OnnxSession(OnnxFormat.Serialise(graph, []), graph.Input);
        using var after = new OnnxSession(bytes, graph.Input);
        var (exact, found) = (before.Logits(images), after.Logits(images));

        var noise = exact.Zip(found, (a, b) => (a - b) * (a - b)).Sum() / exact.Sum(a => a * a);
        noise.Should().BeLessThan(0.01f).And.BePositive("it computes with integers");
        graph.Nodes.Where(node => node.Operator is "Conv" or "Gemm").Should().OnlyContain(node => all.IsInteger(node.Output));
        graph.Nodes.Where(node => !withoutGates.IsInteger(node.Output)).Select(node => node.Path)
            .Should().Contain(path => path.StartsWith("stem.")).And.OnlyContain(path => path.StartsWith("stem.") || path.Contains(".se.") || path.StartsWith("head."));
        quantised.Initializers.OfType<OnnxInt8s>().Where(one => one.Shape.Count > 1).Sum(one => one.Values.LongLength)
            .Should().Be(graph.Initializers.OfType<OnnxFloats>().Where(one => one.Shape.Count > 1).Sum(one => one.Values.LongLength), "every weight is a byte");
        LeftByOnnxRuntime(bytes).Should().Be(3, "only the linear layer, whose logits are float32, is computed in float32");
    }

    // ONNX Runtime replaces the nodes that it computes with integers together with the DequantizeLinear before them.
    private static int LeftByOnnxRuntime(byte[] model)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "optimised.onnx");
        using (var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED, OptimizedModelFilePath = file })
            new InferenceSession(model, options).Dispose();
        return Encoding.Latin1.GetString(File.ReadAllBytes(file)).Split("DequantizeLinear").Length - 1;
    }

    private static OnnxGraph Graph(string stem)
    {
        using var model = Catalogue.Find(stem)!.Create();
        FormulaWeights.Fill(model);
        var graph = Specs.Get(stem).Graph;
        return OnnxExport.Graph(model, graph, Folding.Apply(graph));
    }

    private static float[] Images(int count)
    {
        using var images = FormulaWeights.Images(new Shape(3, 32, 32), count);
        return [.. images.data<double>().Select(value => (float)value)];
    }
}
