using System.Collections.Generic;
using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Compiler.Graph;

/// <summary>Rows and columns of a window, a stride, a padding or a dilation.</summary>
public readonly record struct Size2(int Rows, int Columns)
{
    /// <summary>The same size both ways.</summary>
    public static Size2 Square(int size) => new(size, size);
}

/// <summary>
/// One operation of the typed graph. Operations stand in execution order; each produces exactly one value, which is
/// named by the operation's position in <see cref="NetworkGraph.Ops"/>.
/// </summary>
public abstract record Op
{
    /// <summary>State-dict path of the operation, e.g. <c>stage1.block1.branch.conv1</c>. Unique in the graph.</summary>
    public required string Path { get; init; }

    /// <summary>Positions in <see cref="NetworkGraph.Ops"/> of the values this operation reads.</summary>
    public required IReadOnlyList<int> Inputs { get; init; }

    /// <summary>Shape of the value produced.</summary>
    public required Shape Shape { get; init; }

    /// <summary>Where the operation was written. Not part of the graph's identity.</summary>
    public SourceSpan Where { get; init; }
}

/// <summary>The network's input, always the first operation.</summary>
public sealed record InputOp : Op;

/// <summary>Two-dimensional convolution. Parameters: <c>weight</c> [out, in/groups, kh, kw] and, with <see cref="Bias"/>, <c>bias</c> [out].</summary>
public sealed record ConvOp : Op
{
    /// <summary>Incoming channels.</summary>
    public required int In { get; init; }
    /// <summary>Outgoing channels.</summary>
    public required int Out { get; init; }
    /// <summary>Window.</summary>
    public required Size2 Kernel { get; init; }
    /// <summary>Step between windows.</summary>
    public required Size2 Stride { get; init; }
    /// <summary>Zeros around the input.</summary>
    public required Size2 Padding { get; init; }
    /// <summary>Step inside a window.</summary>
    public required Size2 Dilation { get; init; }
    /// <summary>Number of channel groups.</summary>
    public required int Groups { get; init; }
    /// <summary>Whether a bias is learned.</summary>
    public required bool Bias { get; init; }
}

/// <summary>Batch normalisation over [N, H, W]. State: weight, bias, running_mean, running_var [channels], num_batches_tracked [].</summary>
public sealed record BatchNormOp : Op
{
    /// <summary>Initial value of the learned factor (weight).</summary>
    public required double Gamma { get; init; }
    /// <summary>Added to the variance.</summary>
    public required double Eps { get; init; }
    /// <summary>Share of the new batch in the running statistics.</summary>
    public required double Momentum { get; init; }
}

/// <summary>Fully connected layer on a 1x1 map. Parameters: <c>weight</c> [out, in] and, with <see cref="Bias"/>, <c>bias</c> [out].</summary>
public sealed record LinearOp : Op
{
    /// <summary>Incoming features.</summary>
    public required int In { get; init; }
    /// <summary>Outgoing features.</summary>
    public required int Out { get; init; }
    /// <summary>Whether a bias is learned.</summary>
    public required bool Bias { get; init; }
}

/// <summary>The element-wise functions there are.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0)</summary>
    Relu,
    /// <summary>1 / (1 + exp(-x))</summary>
    Sigmoid,
}

/// <summary>An element-wise function.</summary>
public sealed record ActivationOp : Op
{
    /// <summary>Which function.</summary>
    public required ActivationKind Kind { get; init; }
}

/// <summary>What a pool does with a window.</summary>
public enum PoolKind
{
    /// <summary>Largest element.</summary>
    Max,
    /// <summary>Mean.</summary>
    Average,
}

/// <summary>Pooling over windows.</summary>
public sealed record PoolOp : Op
{
    /// <summary>Maximum or average.</summary>
    public required PoolKind Kind { get; init; }
    /// <summary>Window.</summary>
    public required Size2 Kernel { get; init; }
    /// <summary>Step between windows.</summary>
    public required Size2 Stride { get; init; }
    /// <summary>Zeros around the input.</summary>
    public required Size2 Padding { get; init; }
    /// <summary>Whether padded zeros count in an average.</summary>
    public required bool CountIncludePad { get; init; }
}

/// <summary>Mean over all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
public sealed record GlobalAvgPoolOp : Op;

/// <summary>[N, C, H, W] to [N, C*H*W, 1, 1].</summary>
public sealed record FlattenOp : Op;

/// <summary>Channels From .. From+Shape.Channels-1 of its input.</summary>
public sealed record SliceOp : Op
{
    /// <summary>First channel, 0-based.</summary>
    public required int From { get; init; }
}

/// <summary>Concatenation along the channels.</summary>
public sealed record ConcatOp : Op;

/// <summary>Sum of two equal shapes.</summary>
public sealed record AddOp : Op;

/// <summary>Product; the second factor broadcasts from size 1 (a gate).</summary>
public sealed record MultiplyOp : Op;

/// <summary>The parameter-free shortcut ("option A"): every stride-th row and column, zero channels appended to Shape.Channels.</summary>
public sealed record PadShortcutOp : Op
{
    /// <summary>Step between the rows and columns kept.</summary>
    public required Size2 Stride { get; init; }
}
