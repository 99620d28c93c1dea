// Written from the compiler's table of primitives; SERES2NET_ACCEPT=1 dotnet test tests/Compiler writes it.
namespace SeRes2Net.Dsl

/// <summary>
/// The steps of the language that are one operation. Those without arguments are values (<c>relu</c>), the others functions with
/// named arguments (<c>conv(out = 64, kernel = 3)</c>); an argument that is not given has the language's default.
/// </summary>
[<AutoOpen>]
type PrimitiveSteps =
    /// <summary>Two-dimensional convolution.</summary>
    /// <param name="out">Outgoing channels. Default: the incoming ones.</param>
    /// <param name="kernel">Window. Default: 1.</param>
    /// <param name="stride">Step between windows. Default: 1.</param>
    /// <param name="padding">Zeros around the input. Default: dilation * (kernel - 1) / 2.</param>
    /// <param name="dilation">Step inside a window. Default: 1.</param>
    /// <param name="groups">Groups of channels. Default: 1.</param>
    /// <param name="bias">Whether a bias is learned. Default: false.</param>
    static member conv(?out: Expression, ?kernel: Size, ?stride: Size, ?padding: Size, ?dilation: Size, ?groups: Expression, ?bias: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Conv(out, kernel, stride, padding, dilation, groups, bias)))

    /// <summary>Fully connected layer on a 1x1 map.</summary>
    /// <param name="out">Outgoing features.</param>
    /// <param name="bias">Whether a bias is learned. Default: true.</param>
    static member linear(out: Expression, ?bias: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Linear(out, bias)))

    /// <summary>One-dimensional convolution along the channels, the same at every position (Wang et al., arXiv:1910.03151).</summary>
    /// <param name="kernel">Channels in a window, odd.</param>
    /// <param name="bias">Whether a bias is learned. Default: false.</param>
    static member channelConv(kernel: Expression, ?bias: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.ChannelConv(kernel, bias)))

    /// <summary>Queries [N, heads, positions, d] to logits [N, heads, positions, positions] by learned relative positions on a map (Srinivas et al., arXiv:2101.11605).</summary>
    /// <param name="rows">Rows of the map.</param>
    /// <param name="columns">Columns of the map.</param>
    static member relativePosition(rows: Expression, columns: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.RelativePosition(rows, columns)))

    /// <summary>Batch normalisation over [N, H, W] (Ioffe and Szegedy, arXiv:1502.03167).</summary>
    /// <param name="gamma">Initial factor. Default: 1.</param>
    /// <param name="eps">Added to the variance. Default: 1e-5.</param>
    /// <param name="momentum">Share of the new batch in the running statistics. Default: 0.1.</param>
    /// <param name="affine">Whether a factor and a shift are learned. Default: true.</param>
    static member batchNorm(?gamma: Expression, ?eps: Expression, ?momentum: Expression, ?affine: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.BatchNorm(gamma, eps, momentum, affine)))

    /// <summary>Normalisation over the channels of every position (Ba et al., arXiv:1607.06450).</summary>
    /// <param name="eps">Added to the variance. Default: 1e-5.</param>
    /// <param name="affine">Whether a factor and a shift are learned. Default: true.</param>
    /// <param name="shift">Whether a shift is learned. Default: as 'affine'.</param>
    static member layerNorm(?eps: Expression, ?affine: Expression, ?shift: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.LayerNorm(eps, affine, shift)))

    /// <summary>Normalisation over the channels of a group and all positions (Wu and He, arXiv:1803.08494).</summary>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="eps">Added to the variance. Default: 1e-5.</param>
    static member groupNorm(groups: Expression, ?eps: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.GroupNorm(groups, eps)))

    /// <summary>A learned factor per channel (Touvron et al., arXiv:2103.17239).</summary>
    /// <param name="init">Initial factor. Default: 1.</param>
    /// <param name="shift">Whether a shift is learned, too. Default: false.</param>
    static member scale(?init: Expression, ?shift: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Scale(init, shift)))

    /// <summary>max(x, 0).</summary>
    static member relu: Step = Step.Plain(Operation.Primitive Primitive.Relu)

    /// <summary>min(max(x, 0), 6).</summary>
    static member relu6: Step = Step.Plain(Operation.Primitive Primitive.Relu6)

    /// <summary>x where x is positive, else slope * x.</summary>
    /// <param name="slope">Factor of negative elements. Default: 0.01.</param>
    static member leakyRelu(?slope: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.LeakyRelu(slope)))

    /// <summary>x where x is positive, else a learned factor per channel times x (He et al., arXiv:1502.01852).</summary>
    /// <param name="init">Initial factor. Default: 0.25.</param>
    static member prelu(?init: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Prelu(init)))

    /// <summary>x * Phi(x), Phi the normal distribution function (Hendrycks and Gimpel, arXiv:1606.08415).</summary>
    static member gelu: Step = Step.Plain(Operation.Primitive Primitive.Gelu)

    /// <summary>x * sigmoid(x), also called swish.</summary>
    static member silu: Step = Step.Plain(Operation.Primitive Primitive.Silu)

    /// <summary>x * min(max(x + 3, 0), 6) / 6.</summary>
    static member hardSwish: Step = Step.Plain(Operation.Primitive Primitive.HardSwish)

    /// <summary>1 / (1 + exp(-x)).</summary>
    static member sigmoid: Step = Step.Plain(Operation.Primitive Primitive.Sigmoid)

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    static member hardSigmoid: Step = Step.Plain(Operation.Primitive Primitive.HardSigmoid)

    /// <summary>exp(x) / sum exp(x).</summary>
    /// <param name="over">What sums to one.</param>
    /// <param name="groups">Groups of channels, each of which sums to one. Default: 1.</param>
    static member softmax(over: Pick<SoftmaxOver>, ?groups: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Softmax(over, groups)))

    /// <summary>Largest element of each window.</summary>
    /// <param name="kernel">Window.</param>
    /// <param name="stride">Step between windows. Default: the kernel.</param>
    /// <param name="padding">Cells around the input, at most half the kernel. Default: 0.</param>
    /// <param name="ceilMode">Whether a last window may reach beyond the input. Default: false.</param>
    static member maxPool(kernel: Size, ?stride: Size, ?padding: Size, ?ceilMode: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.MaxPool(kernel, stride, padding, ceilMode)))

    /// <summary>Mean of each window.</summary>
    /// <param name="kernel">Window.</param>
    /// <param name="stride">Step between windows. Default: the kernel.</param>
    /// <param name="padding">Cells around the input, at most half the kernel. Default: 0.</param>
    /// <param name="countIncludePad">Whether padded zeros count. Default: true.</param>
    /// <param name="ceilMode">Whether a last window may reach beyond the input. Default: false.</param>
    static member avgPool(kernel: Size, ?stride: Size, ?padding: Size, ?countIncludePad: Expression, ?ceilMode: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.AvgPool(kernel, stride, padding, countIncludePad, ceilMode)))

    /// <summary>Mean over all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
    static member globalAvgPool: Step = Step.Plain(Operation.Primitive Primitive.GlobalAvgPool)

    /// <summary>Largest element of all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
    static member globalMaxPool: Step = Step.Plain(Operation.Primitive Primitive.GlobalMaxPool)

    /// <summary>Sum over all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
    static member globalSumPool: Step = Step.Plain(Operation.Primitive Primitive.GlobalSumPool)

    /// <summary>Mean over the channels: [N, C, H, W] to [N, 1, H, W].</summary>
    static member channelMean: Step = Step.Plain(Operation.Primitive Primitive.ChannelMean)

    /// <summary>Largest element of the channels: [N, C, H, W] to [N, 1, H, W].</summary>
    static member channelMax: Step = Step.Plain(Operation.Primitive Primitive.ChannelMax)

    /// <summary>Mean along an axis, whose size becomes 1.</summary>
    /// <param name="axis">The axis.</param>
    static member axisMean(axis: Pick<Axis>) : Step =
        Step.Plain(Operation.Primitive(Primitive.AxisMean(axis)))

    /// <summary>Largest element along an axis, whose size becomes 1.</summary>
    /// <param name="axis">The axis.</param>
    static member axisMax(axis: Pick<Axis>) : Step =
        Step.Plain(Operation.Primitive(Primitive.AxisMax(axis)))

    /// <summary>Sum along an axis, whose size becomes 1.</summary>
    /// <param name="axis">The axis.</param>
    static member axisSum(axis: Pick<Axis>) : Step =
        Step.Plain(Operation.Primitive(Primitive.AxisSum(axis)))

    /// <summary>[N, C, H, W] to [N, C*H*W, 1, 1].</summary>
    static member flatten: Step = Step.Plain(Operation.Primitive Primitive.Flatten)

    /// <summary>Passes its input on.</summary>
    static member identity: Step = Step.Plain(Operation.Primitive Primitive.Identity)

    /// <summary>The same elements in another shape; channels are slowest, columns fastest.</summary>
    /// <param name="channels">Channels to make. Default: what is left over.</param>
    /// <param name="rows">Rows to make. Default: what is left over, or 1.</param>
    /// <param name="columns">Columns to make. Default: what is left over, or 1.</param>
    static member reshape(?channels: Expression, ?rows: Expression, ?columns: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Reshape(channels, rows, columns)))

    /// <summary>The axes in another order.</summary>
    /// <param name="order">The axes that become channels, rows and columns.</param>
    static member permute(order: Axis list) : Step =
        Step.Plain(Operation.Primitive(Primitive.Permute(order)))

    /// <summary>Some of the channels: from .. from + channels - 1. Or of the rows, or of the columns.</summary>
    /// <param name="from">Those left out before, so 0 is the first. Default: 0.</param>
    /// <param name="channels">How many channels. Default: all from there.</param>
    /// <param name="rows">How many rows, instead of channels. Default: all.</param>
    /// <param name="columns">How many columns, instead of channels. Default: all.</param>
    static member slice(?from: Expression, ?channels: Expression, ?rows: Expression, ?columns: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Slice(from, channels, rows, columns)))

    /// <summary>Channels of different groups interleaved (Zhang et al., arXiv:1707.01083).</summary>
    /// <param name="groups">Groups of channels.</param>
    static member channelShuffle(groups: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.ChannelShuffle(groups)))

    /// <summary>Squares of positions become channels: [N, C, H, W] to [N, C*b*b, H/b, W/b].</summary>
    /// <param name="block">Rows and columns of a square, b.</param>
    static member spaceToDepth(block: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.SpaceToDepth(block)))

    /// <summary>Channels become squares of positions: [N, C, H, W] to [N, C/(b*b), H*b, W*b].</summary>
    /// <param name="block">Rows and columns of a square, b.</param>
    static member depthToSpace(block: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.DepthToSpace(block)))

    /// <summary>Rows and columns brought to another size.</summary>
    /// <param name="rows">Rows to make. Default: as many as there are.</param>
    /// <param name="columns">Columns to make. Default: as many as there are.</param>
    /// <param name="mode">How positions are filled. Default: nearest.</param>
    static member resize(?rows: Expression, ?columns: Expression, ?mode: Pick<ResizeMode>) : Step =
        Step.Plain(Operation.Primitive(Primitive.Resize(rows, columns, mode)))

    /// <summary>While training, zeroes elements at random and divides the others by 1 - rate (Srivastava et al., JMLR 15, 2014).</summary>
    /// <param name="rate">Probability. Default: 0.5.</param>
    static member dropout(?rate: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Dropout(rate)))

    /// <summary>While training, zeroes whole images at random and divides the others by 1 - rate (Huang et al., arXiv:1603.09382).</summary>
    /// <param name="rate">Probability.</param>
    static member dropPath(rate: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.DropPath(rate)))

    /// <summary>An expression in x, computed for every element.</summary>
    /// <param name="formula">What is computed, in x.</param>
    static member map(formula: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Map(formula)))

    /// <summary>An expression in channel, row and column, which count from 0; in the shape of what enters, and the same for all images.</summary>
    /// <param name="formula">What is computed, in channel, row and column.</param>
    static member constant(formula: Expression) : Step =
        Step.Plain(Operation.Primitive(Primitive.Constant(formula)))
