using System.Collections.Generic;
using System.Linq;

namespace SeRes2Net.Compiler.Graph;

/// <summary>One entry of a network's state dict.</summary>
/// <param name="Name">State-dict name, e.g. <c>stem.conv1.weight</c>.</param>
/// <param name="Shape">Its sizes; none for a single number.</param>
/// <param name="IsLearned">Whether it is a parameter; running statistics and counters are not.</param>
public sealed record StateTensor(string Name, IReadOnlyList<long> Shape, bool IsLearned);

/// <summary>Reads off a graph what its networks store, without building one.</summary>
public static class StateLayout
{
    /// <summary>Every entry, in execution order.</summary>
    public static IReadOnlyList<StateTensor> Of(NetworkGraph graph) => graph.Ops.Where(op => op.SharesWith is null).SelectMany(Of).ToList();

    private static IEnumerable<StateTensor> Of(Op op) => op switch
    {
        ConvOp c => Weights(op, [c.Out, c.In / c.Groups, c.Kernel.Rows, c.Kernel.Columns], c.Bias),
        ChannelConvOp c => Weights(op, [1, 1, c.Kernel], c.Bias),
        LinearOp l => Weights(op, [l.Out, l.In], l.Bias),
        ScaleOp => Weights(op, [op.Shape.Channels], bias: false),
        LayerNormOp or GroupNormOp => Weights(op, [op.Shape.Channels], bias: true),
        BatchNormOp =>
        [
            .. Weights(op, [op.Shape.Channels], bias: true),
            new($"{op.Path}.running_mean", [op.Shape.Channels], IsLearned: false),
            new($"{op.Path}.running_var", [op.Shape.Channels], IsLearned: false),
            new($"{op.Path}.num_batches_tracked", [], IsLearned: false),
        ],
        _ => [],
    };

    private static IEnumerable<StateTensor> Weights(Op op, long[] shape, bool bias)
    {
        yield return new($"{op.Path}.weight", shape, IsLearned: true);
        if (bias)
            yield return new($"{op.Path}.bias", [shape[0]], IsLearned: true);
    }
}
