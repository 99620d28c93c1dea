using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Onnx;

/// <summary>
/// A network in the operators of ONNX (onnx.ai, default domain): one input, <see cref="OnnxEmitter.Input"/> [N, C, H, W], and one output,
/// <see cref="OnnxEmitter.Output"/> [N, classes], both float32; N is free.
/// </summary>
/// <param name="Name">The architecture's name. Untrusted text.</param>
/// <param name="Input">Shape of one image.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Nodes">In execution order.</param>
/// <param name="Initializers">What the nodes read besides values, each name once.</param>
public sealed record OnnxGraph(
    string Name, Shape Input, int Classes, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxInitializer> Initializers)
{
    /// <summary>The same network with its weights in it: nothing is left that refers to a state dict.</summary>
    /// <param name="weights">The numbers of a tensor, by state-dict name.</param>
    public OnnxGraph WithWeights(Func<string, float[]> weights) => this with
    {
        Initializers = [.. Initializers.Select(one => one is OnnxWeight weight ? new OnnxFloats(one.Name, one.Shape, weights(one.Name)) : one)],
    };
}
