using System.Globalization;
using SeRes2Net.Compiler.Emit.Onnx;

namespace SeRes2Net.Lab.Onnx.Quantisation;

/// <summary>
/// Static quantisation to int8 in ONNX's QDQ form: values and weights go through QuantizeLinear and DequantizeLinear around the nodes of
/// the float network, and a runtime computes what stands between them with integers. Values are signed and have one scale and zero point each,
/// weights are symmetric with one scale per outgoing channel (S8S8), and biases are int32 with the scale of the sums they are added to.
/// </summary>
public sealed class Quantiser
{
    private const int MostWeight = sbyte.MaxValue;
    // A bias keeps this far from the limits of int32, so that sums of products still fit.
    private const float MostBias = 1 << 30;

    private readonly OnnxGraph graph;
    private readonly Placement placement;
    private readonly Dictionary<string, ValueRange> ranges;
    private readonly Dictionary<string, OnnxInitializer> constants;
    private readonly Dictionary<string, OnnxInitializer> added = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> stored = new(StringComparer.Ordinal);
    private readonly List<OnnxNode> nodes = [];

    private Quantiser(OnnxGraph graph, Placement placement, IReadOnlyDictionary<string, ValueRange> ranges)
    {
        (this.graph, this.placement, this.ranges) = (graph, placement, new(ranges));
        constants = graph.Initializers.ToDictionary(one => one.Name);
    }

    /// <summary>The quantised network.</summary>
    /// <param name="graph">The network in float32, with its weights; normalisations folded where they can be.</param>
    /// <param name="placement">What becomes an integer.</param>
    /// <param name="ranges">The range of each of <see cref="Placement.Values"/>.</param>
    public static OnnxGraph Quantise(OnnxGraph graph, Placement placement, IReadOnlyDictionary<string, ValueRange> ranges) =>
        new Quantiser(graph, placement, ranges).Result();

    private OnnxGraph Result()
    {
        Store(OnnxEmitter.Input, "");
        foreach (var node in graph.Nodes)
        {
            var isInteger = placement.IsInteger(node.Output);
            if (placement.Moves(node))
                ranges[node.Output] = ranges[node.Inputs[0]];
            var inputs = isInteger && node.Operator is "Conv" or "Gemm" ? Weighted(node) : node.Inputs.Select(name => Read(name, isInteger));
            nodes.Add(node with { Inputs = [.. inputs] });
            Store(node.Output, node.Path);
        }
        var read = nodes.SelectMany(node => node.Inputs).ToHashSet();
        return graph with { Nodes = nodes, Initializers = [.. graph.Initializers.Concat(added.Values).Where(one => read.Contains(one.Name))] };
    }

    // What was computed in float32 is read as it was by what computes in float32.
    private string Read(string name, bool asInteger) =>
        stored.TryGetValue(name, out var there) && (asInteger || placement.IsInteger(name)) ? there : name;

    private void Store(string value, string path)
    {
        if (!placement.Holds(value))
            return;
        // Short names: long ones would be a tenth of a small network's file.
        var name = "v" + stored.Count.ToString(CultureInfo.InvariantCulture);
        var range = ranges[value];
        string[] levels = [Add(new OnnxFloats(name + ".scale", [], [range.Scale])), Add(new OnnxInt8s(FormattableString.Invariant($"int8.{range.Zero}"), [], [range.Zero]))];
        nodes.Add(new OnnxNode("QuantizeLinear", path, [value, .. levels], name + ".q", []));
        nodes.Add(new OnnxNode("DequantizeLinear", path, [name + ".q", .. levels], name, []));
        stored[value] = name;
    }

    private IReadOnlyList<string> Weighted(OnnxNode node)
    {
        var name = "w" + nodes.Count.ToString(CultureInfo.InvariantCulture);
        var weight = (OnnxFloats)constants[node.Inputs[1]];
        var bias = node.Inputs.Count > 2 ? ((OnnxFloats)constants[node.Inputs[2]]).Values : null;
        var channels = (int)weight.Shape[0];
        var length = weight.Values.Length / channels;
        var scale = ranges[node.Inputs[0]].Scale;
        var scales = new float[channels];
        var levels = new sbyte[weight.Values.Length];
        for (var channel = 0; channel < channels; channel++)
        {
            var row = weight.Values.AsSpan(channel * length, length);
            var largest = 0f;
            foreach (var value in row)
                largest = MathF.Max(largest, MathF.Abs(value));
            var least = bias is null ? 0 : MathF.Abs(bias[channel]) / scale / MostBias;
            scales[channel] = MathF.Max(largest / MostWeight, least) is > 0 and var found ? found : 1f / MostWeight;
            for (var i = 0; i < length; i++)
                levels[channel * length + i] = (sbyte)Math.Clamp(MathF.Round(row[i] / scales[channel]), -MostWeight, MostWeight);
        }
        Dequantise(name, node.Path, new OnnxInt8s(name + ".q", weight.Shape, levels), scales,
            new OnnxInt8s(FormattableString.Invariant($"int8.0x{channels}"), [channels], new sbyte[channels]));
        if (bias is null)
            return [Read(node.Inputs[0], asInteger: true), name];
        float[] products = [.. scales.Select(one => one * scale)];
        int[] sums = [.. bias.Zip(products, (value, one) => (int)MathF.Round(value / one))];
        Dequantise(name + "b", node.Path, new OnnxInt32s(name + "b.q", [channels], sums), products,
            new OnnxInt32s(FormattableString.Invariant($"int32.0x{channels}"), [channels], new int[channels]));
        return [Read(node.Inputs[0], asInteger: true), name, name + "b"];
    }

    private void Dequantise(string name, string path, OnnxInitializer levels, float[] scales, OnnxInitializer zeros) =>
        nodes.Add(new OnnxNode("DequantizeLinear", path,
            [Add(levels), Add(new OnnxFloats(name + ".scale", [scales.Length], scales)), Add(zeros)], name, [new OnnxInt("axis", 0)]));

    private string Add(OnnxInitializer initializer)
    {
        added[initializer.Name] = initializer;
        return initializer.Name;
    }
}
