using System.Globalization;
using SeRes2Net.Compiler.Emit.Onnx;

namespace SeRes2Net.Lab.Onnx.Quantisation;

/// <summary>
/// Static quantisation to int8 in ONNX's QDQ form: values and weights go through QuantizeLinear and DequantizeLinear around the nodes of
/// the float network, and a runtime computes what stands between them with integers. Values are unsigned and have one scale and zero point
/// each, weights are signed and symmetric with one scale per outgoing channel (U8S8), and biases are int32 with the scale of the sums they are
/// added to. On x86, ONNX Runtime turns signed values into unsigned ones, but not those that several nodes read; a node that is left with
/// both kinds then computes in float32.
/// Names are short, as those of the float network would be a tenth of a small network's file: only nodes with weights are named, by their
/// state-dict path.
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
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> stored = new(StringComparer.Ordinal);
    private readonly Dictionary<float, string> scales = [];
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
            var hasWeights = node.Operator is "Conv" or "Gemm";
            var inputs = isInteger && hasWeights ? Weighted(node) : node.Inputs.Select(name => Read(name, isInteger));
            if (node.Output != OnnxEmitter.Output)
                renamed[node.Output] = Numbered("t", renamed.Count);
            nodes.Add(node with { Inputs = [.. inputs], Output = Renamed(node.Output), Name = hasWeights ? node.Path : "" });
            Store(node.Output, node.Path);
        }
        var read = nodes.SelectMany(node => node.Inputs).ToHashSet();
        return graph with { Nodes = nodes, Initializers = [.. graph.Initializers.Concat(added.Values).Where(one => read.Contains(one.Name))] };
    }

    // What was computed in float32 is read as it was by what computes in float32.
    private string Read(string name, bool asInteger) =>
        stored.TryGetValue(name, out var there) && (asInteger || placement.IsInteger(name)) ? there : Renamed(name);

    private string Renamed(string name) => renamed.GetValueOrDefault(name, name);

    private void Store(string value, string path)
    {
        if (!placement.Holds(value))
            return;
        var name = Renamed(value);
        var range = ranges[value];
        if (!scales.TryGetValue(range.Scale, out var scale))
            scales[range.Scale] = scale = Add(new OnnxFloats(Numbered("s", scales.Count), [], [range.Scale]));
        string[] levels = [scale, Add(new OnnxBytes(Numbered("z", range.Zero), [], [range.Zero]))];
        nodes.Add(Nameless("QuantizeLinear", path, [name, .. levels], name + "q"));
        nodes.Add(Nameless("DequantizeLinear", path, [name + "q", .. levels], name + "d"));
        stored[value] = name + "d";
    }

    private IReadOnlyList<string> Weighted(OnnxNode node)
    {
        var number = nodes.Count(one => one.Name.Length > 0);
        var weight = (OnnxFloats)constants[node.Inputs[1]];
        var bias = node.Inputs.Count > 2 ? ((OnnxFloats)constants[node.Inputs[2]]).Values : null;
        var channels = (int)weight.Shape[0];
        var length = weight.Values.Length / channels;
        var scale = ranges[node.Inputs[0]].Scale;
        var perChannel = new float[channels];
        var levels = new sbyte[weight.Values.Length];
        for (var channel = 0; channel < channels; channel++)
        {
            var row = weight.Values.AsSpan(channel * length, length);
            var largest = 0f;
            foreach (var value in row)
                largest = MathF.Max(largest, MathF.Abs(value));
            var least = bias is null ? 0 : MathF.Abs(bias[channel]) / scale / MostBias;
            perChannel[channel] = MathF.Max(largest / MostWeight, least) is > 0 and var found ? found : 1f / MostWeight;
            for (var i = 0; i < length; i++)
                levels[channel * length + i] = (sbyte)Math.Clamp(MathF.Round(row[i] / perChannel[channel]), -MostWeight, MostWeight);
        }
        var factor = Dequantised(node, new OnnxInt8s(Numbered("w", number), weight.Shape, levels), perChannel);
        string[] read = [Read(node.Inputs[0], asInteger: true), factor];
        if (bias is null)
            return read;
        float[] products = [.. perChannel.Select(one => one * scale)];
        int[] sums = [.. bias.Zip(products, (value, one) => (int)MathF.Round(value / one))];
        return [.. read, Dequantised(node, new OnnxInt32s(Numbered("b", number), [channels], sums), products)];
    }

    // Without a zero point it is 0.
    private string Dequantised(OnnxNode node, OnnxInitializer levels, float[] perChannel)
    {
        var scale = Add(new OnnxFloats(levels.Name + "s", [perChannel.Length], perChannel));
        nodes.Add(Nameless("DequantizeLinear", node.Path, [Add(levels), scale], levels.Name + "d", new OnnxInt("axis", 0)));
        return levels.Name + "d";
    }

    private static OnnxNode Nameless(string type, string path, IReadOnlyList<string> inputs, string output, params OnnxAttribute[] attributes) =>
        new(type, path, inputs, output, attributes) { Name = "" };

    private static string Numbered(string letter, int number) => letter + number.ToString(CultureInfo.InvariantCulture);

    private string Add(OnnxInitializer initializer)
    {
        added[initializer.Name] = initializer;
        return initializer.Name;
    }
}
