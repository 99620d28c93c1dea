// Written from the compiler's table of primitives; SERES2NET_ACCEPT=1 dotnet test tests/Compiler writes it.
namespace SeRes2Net.Dsl

/// <summary>Values of 'over' of softmax: what sums to one.</summary>
[<RequireQualifiedAccess>]
type SoftmaxOver =
    /// <summary><c>channels</c></summary>
    | Channels
    /// <summary><c>positions</c></summary>
    | Positions
    /// <summary><c>rows</c></summary>
    | Rows
    /// <summary><c>columns</c></summary>
    | Columns

/// <summary>Values of 'mode' of resize: how positions are filled.</summary>
[<RequireQualifiedAccess>]
type ResizeMode =
    /// <summary><c>nearest</c></summary>
    | Nearest
    /// <summary><c>bilinear</c></summary>
    | Bilinear

/// <summary>The steps of the language that are one operation, with their arguments; <c>None</c> is the language's default.</summary>
[<RequireQualifiedAccess>]
type Primitive =
    /// <summary>Two-dimensional convolution.</summary>
    | Conv of out: Expression option * kernel: Size option * stride: Size option * padding: Size option * dilation: Size option * groups: Expression option * bias: Expression option
    /// <summary>Fully connected layer on a 1x1 map.</summary>
    | Linear of out: Expression * bias: Expression option
    /// <summary>One-dimensional convolution along the channels, the same at every position (Wang et al., arXiv:1910.03151).</summary>
    | ChannelConv of kernel: Expression * bias: Expression option
    /// <summary>Queries [N, heads, positions, d] to logits [N, heads, positions, positions] by learned relative positions on a map (Srinivas et al., arXiv:2101.11605).</summary>
    | RelativePosition of rows: Expression * columns: Expression
    /// <summary>Batch normalisation over [N, H, W] (Ioffe and Szegedy, arXiv:1502.03167).</summary>
    | BatchNorm of gamma: Expression option * eps: Expression option * momentum: Expression option * affine: Expression option
    /// <summary>Normalisation over the channels of every position (Ba et al., arXiv:1607.06450).</summary>
    | LayerNorm of eps: Expression option * affine: Expression option * shift: Expression option
    /// <summary>Normalisation over the channels of a group and all positions (Wu and He, arXiv:1803.08494).</summary>
    | GroupNorm of groups: Expression * eps: Expression option
    /// <summary>A learned factor per channel (Touvron et al., arXiv:2103.17239).</summary>
    | Scale of init: Expression option * shift: Expression option
    /// <summary>max(x, 0).</summary>
    | Relu
    /// <summary>min(max(x, 0), 6).</summary>
    | Relu6
    /// <summary>x where x is positive, else slope * x.</summary>
    | LeakyRelu of slope: Expression option
    /// <summary>x where x is positive, else a learned factor per channel times x (He et al., arXiv:1502.01852).</summary>
    | Prelu of init: Expression option
    /// <summary>x * Phi(x), Phi the normal distribution function (Hendrycks and Gimpel, arXiv:1606.08415).</summary>
    | Gelu
    /// <summary>x * sigmoid(x), also called swish.</summary>
    | Silu
    /// <summary>x * min(max(x + 3, 0), 6) / 6.</summary>
    | HardSwish
    /// <summary>1 / (1 + exp(-x)).</summary>
    | Sigmoid
    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    | HardSigmoid
    /// <summary>exp(x) / sum exp(x).</summary>
    | Softmax of over: Pick<SoftmaxOver> * groups: Expression option
    /// <summary>Largest element of each window.</summary>
    | MaxPool of kernel: Size * stride: Size option * padding: Size option * ceilMode: Expression option
    /// <summary>Mean of each window.</summary>
    | AvgPool of kernel: Size * stride: Size option * padding: Size option * countIncludePad: Expression option * ceilMode: Expression option
    /// <summary>Mean over all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
    | GlobalAvgPool
    /// <summary>Largest element of all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
    | GlobalMaxPool
    /// <summary>Sum over all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
    | GlobalSumPool
    /// <summary>Mean over the channels: [N, C, H, W] to [N, 1, H, W].</summary>
    | ChannelMean
    /// <summary>Largest element of the channels: [N, C, H, W] to [N, 1, H, W].</summary>
    | ChannelMax
    /// <summary>Mean along an axis, whose size becomes 1.</summary>
    | AxisMean of axis: Pick<Axis>
    /// <summary>Largest element along an axis, whose size becomes 1.</summary>
    | AxisMax of axis: Pick<Axis>
    /// <summary>Sum along an axis, whose size becomes 1.</summary>
    | AxisSum of axis: Pick<Axis>
    /// <summary>[N, C, H, W] to [N, C*H*W, 1, 1].</summary>
    | Flatten
    /// <summary>Passes its input on.</summary>
    | Identity
    /// <summary>The same elements in another shape; channels are slowest, columns fastest.</summary>
    | Reshape of channels: Expression option * rows: Expression option * columns: Expression option
    /// <summary>The axes in another order.</summary>
    | Permute of order: Axis list
    /// <summary>Some of the channels: from .. from + channels - 1. Or of the rows, or of the columns.</summary>
    | Slice of from: Expression option * channels: Expression option * rows: Expression option * columns: Expression option
    /// <summary>Channels of different groups interleaved (Zhang et al., arXiv:1707.01083).</summary>
    | ChannelShuffle of groups: Expression
    /// <summary>Squares of positions become channels: [N, C, H, W] to [N, C*b*b, H/b, W/b].</summary>
    | SpaceToDepth of block: Expression
    /// <summary>Channels become squares of positions: [N, C, H, W] to [N, C/(b*b), H*b, W*b].</summary>
    | DepthToSpace of block: Expression
    /// <summary>Rows and columns brought to another size.</summary>
    | Resize of rows: Expression option * columns: Expression option * mode: Pick<ResizeMode> option
    /// <summary>While training, zeroes elements at random and divides the others by 1 - rate (Srivastava et al., JMLR 15, 2014).</summary>
    | Dropout of rate: Expression option
    /// <summary>While training, zeroes whole images at random and divides the others by 1 - rate (Huang et al., arXiv:1603.09382).</summary>
    | DropPath of rate: Expression
    /// <summary>An expression in x, computed for every element.</summary>
    | Map of formula: Expression
    /// <summary>An expression in channel, row and column, which count from 0; in the shape of what enters, and the same for all images.</summary>
    | Constant of formula: Expression
