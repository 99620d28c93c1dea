using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Onnx;

/// <summary>
/// Writes a graph, as it is or folded, in the operators of ONNX, for evaluation. Layout, initialisers and node names follow from the
/// state-dict paths, so the same graph gives the same model.
/// </summary>
public static class OnnxEmitter
{
    /// <summary>
    /// Version of ONNX's operators: the first with Gelu, and the last whose GroupNormalization is not needed. ONNX Runtime reads it from 1.17 on.
    /// </summary>
    public const int Opset = 20;

    /// <summary>Version of the file format that came with these operators (ONNX 1.15).</summary>
    public const int FormatVersion = 9;

    /// <summary>Name of the input, [N, C, H, W].</summary>
    public const string Input = "input";

    /// <summary>Name of the output, [N, classes].</summary>
    public const string Output = "logits";

    /// <summary>Name of the batch axis, whose size is free.</summary>
    public const string Batch = "N";

    /// <summary>The graph in ONNX's operators.</summary>
    public static OnnxGraph Emit(NetworkGraph graph)
    {
        var body = new OnnxBody();
        var values = new List<string> { Input };
        foreach (var op in graph.Ops.Skip(1))
        {
            var call = new OnnxCall(body, op, [.. op.Inputs.Select(input => values[input])], [.. op.Inputs.Select(input => graph.Ops[input].Shape)]);
            values.Add(OnnxOps.Table.Of(op)(op, call));
        }
        var (nodes, initializers) = body.Finish(values[values.Count - 1], graph.Ops[graph.Ops.Count - 1].Path);
        return new OnnxGraph(graph.Name, graph.Input, graph.Classes, nodes, initializers);
    }
}
