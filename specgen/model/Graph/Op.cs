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

    /// <summary>
    /// Path of the earlier operation of the same kind whose parameters and running statistics this one uses (the
    /// <c>shared</c> steps of <c>branches</c>); null: it has its own. Then nothing is stored under <see cref="Path"/>.
    /// </summary>
    public string? SharesWith { get; init; }

    /// <summary>Where the operation was written. Not part of the graph's identity.</summary>
    public SourceSpan Where { get; init; }

    /// <summary>Whether it has parameters.</summary>
    public bool HasState => this is ConvOp or LinearOp or ChannelConvOp or ScaleOp or BatchNormOp or LayerNormOp or GroupNormOp;

    /// <summary>Whether parameters of another operation could be used in this one's place.</summary>
    public bool SameStateAs(Op other) => (this, other) switch
    {
        (ConvOp a, ConvOp b) => (a.In, a.Out, a.Kernel, a.Groups, a.Bias) == (b.In, b.Out, b.Kernel, b.Groups, b.Bias),
        (LinearOp a, LinearOp b) => (a.In, a.Out, a.Bias) == (b.In, b.Out, b.Bias),
        (ChannelConvOp a, ChannelConvOp b) => (a.Kernel, a.Bias) == (b.Kernel, b.Bias),
        _ => HasState && GetType() == other.GetType() && Shape.Channels == other.Shape.Channels,
    };
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

/// <summary>
/// Layer normalisation over the channels of every position (Ba et al., arXiv:1607.06450, as in ConvNeXt). Parameters:
/// <c>weight</c>, <c>bias</c> [channels].
/// </summary>
public sealed record LayerNormOp : Op
{
    /// <summary>Added to the variance.</summary>
    public required double Eps { get; init; }
}

/// <summary>
/// Normalisation over the channels of a group and all positions (Wu and He, arXiv:1803.08494). Parameters: <c>weight</c>,
/// <c>bias</c> [channels].
/// </summary>
public sealed record GroupNormOp : Op
{
    /// <summary>Number of channel groups.</summary>
    public required int Groups { get; init; }
    /// <summary>Added to the variance.</summary>
    public required double Eps { get; init; }
}

/// <summary>A learned factor per channel (ConvNeXt's layer scale). Parameter: <c>weight</c> [channels].</summary>
public sealed record ScaleOp : Op
{
    /// <summary>Initial value of every factor.</summary>
    public required double Init { get; init; }
}

/// <summary>
/// One-dimensional convolution along the channels, the same at every position, stride 1, as many channels out as in (ECA, Wang
/// et al., arXiv:1910.03151). Parameters: <c>weight</c> [1, 1, kernel] and, with <see cref="Bias"/>, <c>bias</c> [1].
/// </summary>
public sealed record ChannelConvOp : Op
{
    /// <summary>Channels in a window; odd. The padding is (Kernel - 1) / 2.</summary>
    public required int Kernel { get; init; }
    /// <summary>Whether a bias is learned.</summary>
    public required bool Bias { get; init; }
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
    /// <summary>min(max(x, 0), 6)</summary>
    Relu6,
    /// <summary>x where x is positive, else <see cref="ActivationOp.Slope"/> times x.</summary>
    LeakyRelu,
    /// <summary>x times the normal distribution function of x, exact (with erf).</summary>
    Gelu,
    /// <summary>x / (1 + exp(-x)), also called swish.</summary>
    Silu,
    /// <summary>x min(max(x + 3, 0), 6) / 6</summary>
    HardSwish,
    /// <summary>min(max(x + 3, 0), 6) / 6</summary>
    HardSigmoid,
}

/// <summary>An element-wise function.</summary>
public sealed record ActivationOp : Op
{
    /// <summary>Which function.</summary>
    public required ActivationKind Kind { get; init; }
    /// <summary>Factor of negative elements; 0 except for <see cref="ActivationKind.LeakyRelu"/>.</summary>
    public double Slope { get; init; }
}

/// <summary>What a softmax sums to one over.</summary>
public enum SoftmaxAxis
{
    /// <summary>The channels of every position.</summary>
    Channels,
    /// <summary>The positions of every channel.</summary>
    Positions,
}

/// <summary>exp(x) / sum exp(x).</summary>
public sealed record SoftmaxOp : Op
{
    /// <summary>What the values sum to one over.</summary>
    public required SoftmaxAxis Over { get; init; }
}

/// <summary>While training, zeroes elements with probability <see cref="Rate"/> and divides the others by 1 - Rate.</summary>
public sealed record DropoutOp : Op
{
    /// <summary>Probability, at least 0 and less than 1.</summary>
    public required double Rate { get; init; }
}

/// <summary>
/// Stochastic depth (Huang et al., arXiv:1603.09382): while training, zeroes whole images with probability
/// <see cref="Rate"/> and divides the others by 1 - Rate.
/// </summary>
public sealed record DropPathOp : Op
{
    /// <summary>Probability, at least 0 and less than 1.</summary>
    public required double Rate { get; init; }
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

/// <summary>Largest element of all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
public sealed record GlobalMaxPoolOp : Op;

/// <summary>Sum over all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
public sealed record GlobalSumPoolOp : Op;

/// <summary>Mean over the channels: [N, C, H, W] to [N, 1, H, W].</summary>
public sealed record ChannelMeanOp : Op;

/// <summary>Largest element of the channels: [N, C, H, W] to [N, 1, H, W].</summary>
public sealed record ChannelMaxOp : Op;

/// <summary>
/// Channels of different groups interleaved (ShuffleNet, Zhang et al., arXiv:1707.01083): channel g * (C / groups) + i goes to i * groups
/// + g.
/// </summary>
public sealed record ChannelShuffleOp : Op
{
    /// <summary>Number of channel groups.</summary>
    public required int Groups { get; init; }
}

/// <summary>How <see cref="ResizeOp"/> fills positions.</summary>
public enum ResizeMode
{
    /// <summary>The nearest position before: floor(i * in / out).</summary>
    Nearest,
    /// <summary>Linear in both directions, half-pixel centres (PyTorch's align_corners=False).</summary>
    Bilinear,
}

/// <summary>Rows and columns brought to Shape.Rows and Shape.Columns.</summary>
public sealed record ResizeOp : Op
{
    /// <summary>How positions are filled.</summary>
    public required ResizeMode Mode { get; init; }
}

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

/// <summary>Sum of two; the second may broadcast from size 1 (a gate that adds).</summary>
public sealed record AddOp : Op;

/// <summary>Product of two; the second may broadcast from size 1 (a gate).</summary>
public sealed record MultiplyOp : Op;

/// <summary>The larger of two equal shapes' elements.</summary>
public sealed record MaximumOp : Op;

/// <summary>The parameter-free shortcut ("option A"): every stride-th row and column, zero channels appended to Shape.Channels.</summary>
public sealed record PadShortcutOp : Op
{
    /// <summary>Step between the rows and columns kept.</summary>
    public required Size2 Stride { get; init; }
}
