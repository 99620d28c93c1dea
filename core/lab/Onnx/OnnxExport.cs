using System.Globalization;
using SeRes2Net.Compiler.Emit.Onnx;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Nn;
using TorchSharp;

namespace SeRes2Net.Lab.Onnx;

/// <summary>From a network to an ONNX model that ONNX Runtime was seen to agree with.</summary>
public static class OnnxExport
{
    /// <summary>Largest deviation of a logit from ours, relative to the largest logit.</summary>
    public const double Bound = 1e-4;

    // More than one, so that a batch axis that is not free would show.
    private const int CheckedImages = 2;

    /// <summary>A network's graph with its weights.</summary>
    /// <param name="model">The network.</param>
    /// <param name="graph">The graph it was generated from.</param>
    /// <param name="folded">The same with normalisations folded, to export in its place; null: the graph as written.</param>
    public static OnnxGraph Graph(Network model, NetworkGraph graph, FoldedGraph? folded)
    {
        using var scope = torch.NewDisposeScope();
        IReadOnlyDictionary<string, torch.Tensor> state = model.state_dict();
        if (folded is not null)
            state = FoldedWeights.Of(state, folded);
        return OnnxEmitter.Emit(folded?.Graph ?? graph).WithWeights(name => Numbers(state[name]));
    }

    /// <summary>What a file says of itself.</summary>
    /// <param name="spec">The architecture.</param>
    /// <param name="normalisation">What its images are normalised with; null if that is not known.</param>
    public static IReadOnlyDictionary<string, string> Metadata(CompiledSpec spec, InputNormalisation? normalisation)
    {
        var entries = new Dictionary<string, string>
        {
            ["spec"] = spec.Stem,
            ["spec_hash"] = spec.Hash,
            ["parameters"] = spec.Costs.Parameters.ToString(CultureInfo.InvariantCulture),
            ["macs"] = spec.Costs.Macs.ToString(CultureInfo.InvariantCulture),
            ["classes"] = spec.Graph.Classes.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in normalisation is null ? new Dictionary<string, string>() : NormalisationMetadata.Of(normalisation))
            entries.Add(key, value);
        return entries;
    }

    /// <summary>
    /// Runs the model in float32 and the network in float64 on the same random images, on the CPU: the network's own rounding errors, which
    /// may be as large as the model's, are no fault of the model.
    /// </summary>
    /// <returns>The largest deviation of a logit, relative to the largest logit; at most <see cref="Bound"/>.</returns>
    /// <exception cref="OnnxException">It is more, or ONNX Runtime is missing.</exception>
    public static double Check(Network model, byte[] bytes, Shape input)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.inference_mode();
        var images = torch.randn([CheckedImages, input.Channels, input.Rows, input.Columns], generator: new torch.Generator(0));
        var expected = Exact(model, images);
        using var session = new OnnxSession(bytes, input);
        var found = session.Logits(Numbers(images));
        var deviation = expected.Zip(found, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs);
        // A comparison with NaN is false: it must not pass.
        return expected.Length == found.Length && deviation <= Bound ? deviation : throw new OnnxException(FormattableString.Invariant(
            $"ONNX Runtime's logits differ from ours by {deviation:0.0E+0} of their scale, more than {Bound:0E+0}."));
    }

    private static double[] Exact(Network model, torch.Tensor images)
    {
        model.eval();
        model.to(torch.ScalarType.Float64);
        try
        {
            return model.call(images.to(torch.ScalarType.Float64)).contiguous().data<double>().ToArray();
        }
        finally
        {
            model.to(torch.ScalarType.Float32);
        }
    }

    private static float[] Numbers(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().to(torch.ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }
}
