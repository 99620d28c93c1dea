using SeRes2Net.Compiler.Emit.Onnx;

namespace SeRes2Net.Lab.Onnx.Quantisation;

/// <summary>Which nodes of a network compute with integers, and which of its values are therefore stored in int8.</summary>
public sealed class Placement
{
    private static readonly HashSet<string> Moving = ["MaxPool", "Slice", "Reshape", "Transpose", "Flatten"];

    private static readonly HashSet<string> Computing =
        ["Conv", "Gemm", "MatMul", "Add", "Mul", "Concat", "AveragePool", "GlobalAveragePool", "Sigmoid", "LeakyRelu"];

    private static readonly HashSet<string> Clipping = ["Relu", "Clip"];

    private readonly HashSet<string> integers = new(StringComparer.Ordinal);
    private readonly HashSet<string> held;

    /// <param name="graph">The network in float32, with its weights.</param>
    /// <param name="keeps">Whether an operation, by its state-dict path, stays in float32.</param>
    public Placement(OnnxGraph graph, Func<string, bool> keeps)
    {
        var constants = graph.Initializers.Select(one => one.Name).ToHashSet();
        var readers = graph.Nodes.SelectMany(node => node.Inputs.Distinct()).GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
        var producers = graph.Nodes.ToDictionary(node => node.Output);
        var fused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes.Where(node => !keeps(node.Path)))
        {
            if (IsClip(node))
                fused.Add(node.Inputs[0]);
            // The logits stay in float32, and nothing needs to be moved there in int8.
            if (IsClip(node) || Takes(node) && !(Moving.Contains(node.Operator) && node.Output == OnnxEmitter.Output))
                integers.Add(node.Output);
        }
        Values = [.. graph.Nodes.Where(node => IsInteger(node.Output)).SelectMany(node => node.Inputs.Where(name => !constants.Contains(name)).Append(node.Output))
            .Distinct().Where(name => name.Length > 0 && name != OnnxEmitter.Output && !fused.Contains(name))];
        held = [.. Values];

        // A clip right after a computation costs nothing: the range of its value does the same.
        bool IsClip(OnnxNode node) => Clipping.Contains(node.Operator) && producers.TryGetValue(node.Inputs[0], out var source)
            && source.Operator is "Conv" or "Gemm" or "Add" && integers.Contains(node.Inputs[0]) && readers[node.Inputs[0]] == 1;

        bool Takes(OnnxNode node) => Moving.Contains(node.Operator)
            || Computing.Contains(node.Operator) && (node.Operator is "Conv" or "Gemm" || !node.Inputs.Any(constants.Contains));
    }

    /// <summary>The values that are stored in int8, in execution order.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether a value is one of <see cref="Values"/>.</summary>
    public bool Holds(string value) => held.Contains(value);

    /// <summary>Whether the node that gives a value computes with integers.</summary>
    public bool IsInteger(string value) => integers.Contains(value);

    /// <summary>Whether a node's value has the levels of what it reads.</summary>
    public bool Moves(OnnxNode node) => IsInteger(node.Output) && Moving.Contains(node.Operator);
}
