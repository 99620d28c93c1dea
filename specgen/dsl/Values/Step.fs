namespace SeRes2Net.Dsl

/// <summary>A window's size: one number for rows and columns, or a pair of them: <c>3</c>, <c>(1, 3)</c>.</summary>
[<StructuredFormatDisplay("{Text}")>]
type Size =
    internal
    | Square of Expression
    | Sides of rows: Expression * columns: Expression

    static member op_Implicit(both: int) : Size = Square(Expression.op_Implicit both)
    static member op_Implicit(both: Expression) : Size = Square both
    static member op_Implicit((rows, columns): int * int) : Size = Sides(Expression.op_Implicit rows, Expression.op_Implicit columns)

    static member op_Implicit((rows, columns): int * Expression) : Size = Sides(Expression.op_Implicit rows, columns)
    static member op_Implicit((rows, columns): Expression * int) : Size = Sides(rows, Expression.op_Implicit columns)
    static member op_Implicit((rows, columns): Expression * Expression) : Size = Sides(rows, columns)

    /// <summary>As it stands in a YAML file.</summary>
    member this.Text =
        match this with
        | Square both -> both.Text
        | Sides(rows, columns) -> $"[{rows.Text}, {columns.Text}]"

    override this.ToString() = this.Text

/// <summary>One of some names, or an expression that gives it.</summary>
type Pick<'T> =
    /// <summary>This one.</summary>
    | Is of 'T
    /// <summary>The one whose name a parameter of type choice holds; <c>=passthrough</c> in YAML.</summary>
    | Computed of Expression

    static member op_Implicit(value: 'T) : Pick<'T> = Is value
    static member op_Implicit(value: Expression) : Pick<'T> = Computed value

/// <summary>What a softmax makes sum to one.</summary>
[<RequireQualifiedAccess>]
type Axis =
    /// <summary>The channels of every position.</summary>
    | Channels
    /// <summary>The positions of every channel.</summary>
    | Positions

/// <summary>How a resized map is filled.</summary>
[<RequireQualifiedAccess>]
type ResizeMode =
    /// <summary>From the nearest position.</summary>
    | Nearest
    /// <summary>From the four positions around.</summary>
    | Bilinear

/// <summary>How several values become one.</summary>
[<RequireQualifiedAccess>]
type Merge =
    /// <summary>Joins the channels; rows and columns must agree.</summary>
    | Concat
    /// <summary>Adds; equal shapes.</summary>
    | Add
    /// <summary>Multiplies; equal shapes.</summary>
    | Multiply
    /// <summary>Takes the larger; equal shapes.</summary>
    | Max

/// <summary>How a gate acts on its input.</summary>
[<RequireQualifiedAccess>]
type GateMerge =
    /// <summary>x * f(x).</summary>
    | Multiply
    /// <summary>x + f(x).</summary>
    | Add

/// <summary>Which split of a cascade passes through.</summary>
[<RequireQualifiedAccess>]
type PassAt =
    /// <summary>The first one, as in the paper.</summary>
    | First
    /// <summary>The last one, as in the authors' code.</summary>
    | Last
    /// <summary>None.</summary>
    | None

/// <summary>Arguments of <c>conv</c>; <c>None</c> is the language's default.</summary>
type Conv =
    {
        /// <summary>Outgoing channels. Default: the incoming ones.</summary>
        Out: Expression option
        /// <summary>Window. Default: 1.</summary>
        Kernel: Size option
        /// <summary>Step between windows. Default: 1.</summary>
        Stride: Size option
        /// <summary>Zeros around the input. Default: dilation * (kernel - 1) / 2; even kernels must say theirs.</summary>
        Padding: Size option
        /// <summary>Step inside a window. Default: 1.</summary>
        Dilation: Size option
        /// <summary>Groups of channels. Default: 1.</summary>
        Groups: Expression option
        /// <summary>Whether a bias is learned. Default: false.</summary>
        Bias: Expression option
    }

/// <summary>Arguments of <c>linear</c>.</summary>
type Linear =
    {
        /// <summary>Outgoing features.</summary>
        Out: Expression
        /// <summary>Whether a bias is learned. Default: true.</summary>
        Bias: Expression option
    }

/// <summary>Arguments of <c>channel-conv</c>.</summary>
type ChannelConv =
    {
        /// <summary>Channels in a window, odd.</summary>
        Kernel: Expression
        /// <summary>Whether a bias is learned. Default: false.</summary>
        Bias: Expression option
    }

/// <summary>Arguments of <c>batch-norm</c>.</summary>
type BatchNorm =
    {
        /// <summary>Initial factor. Default: 1.</summary>
        Gamma: Expression option
        /// <summary>Added to the variance. Default: 1e-5.</summary>
        Eps: Expression option
        /// <summary>Share of the new batch in the running statistics. Default: 0.1.</summary>
        Momentum: Expression option
    }

/// <summary>Arguments of <c>layer-norm</c>.</summary>
type LayerNorm =
    {
        /// <summary>Added to the variance. Default: 1e-5.</summary>
        Eps: Expression option
    }

/// <summary>Arguments of <c>group-norm</c>.</summary>
type GroupNorm =
    {
        /// <summary>Groups of channels.</summary>
        Groups: Expression
        /// <summary>Added to the variance. Default: 1e-5.</summary>
        Eps: Expression option
    }

/// <summary>Arguments of <c>scale</c>.</summary>
type Scale =
    {
        /// <summary>Initial factor. Default: 1.</summary>
        Init: Expression option
    }

/// <summary>Arguments of <c>leaky-relu</c>.</summary>
type LeakyRelu =
    {
        /// <summary>Factor of negative elements. Default: 0.01.</summary>
        Slope: Expression option
    }

/// <summary>Arguments of <c>softmax</c>.</summary>
type Softmax =
    {
        /// <summary>What sums to one.</summary>
        Over: Pick<Axis>
    }

/// <summary>Arguments of <c>max-pool</c>.</summary>
type MaxPool =
    {
        /// <summary>Window.</summary>
        Kernel: Size
        /// <summary>Step between windows. Default: the kernel.</summary>
        Stride: Size option
        /// <summary>Cells around the input, at most half the kernel. Default: 0.</summary>
        Padding: Size option
    }

/// <summary>Arguments of <c>avg-pool</c>.</summary>
type AvgPool =
    {
        /// <summary>Window.</summary>
        Kernel: Size
        /// <summary>Step between windows. Default: the kernel.</summary>
        Stride: Size option
        /// <summary>Cells around the input, at most half the kernel. Default: 0.</summary>
        Padding: Size option
        /// <summary>Whether padded zeros count. Default: true.</summary>
        CountIncludePad: Expression option
    }

/// <summary>Arguments of <c>slice</c>.</summary>
type Slice =
    {
        /// <summary>Channels left out before, so 0 is the first. Default: 0.</summary>
        From: Expression option
        /// <summary>How many. Default: all from there.</summary>
        Channels: Expression option
    }

/// <summary>Arguments of <c>channel-shuffle</c>.</summary>
type ChannelShuffle =
    {
        /// <summary>Groups of channels.</summary>
        Groups: Expression
    }

/// <summary>Arguments of <c>resize</c>.</summary>
type Resize =
    {
        /// <summary>Rows to make. Default: as many as there are.</summary>
        Rows: Expression option
        /// <summary>Columns to make. Default: as many as there are.</summary>
        Columns: Expression option
        /// <summary>How positions are filled. Default: nearest.</summary>
        Mode: Pick<ResizeMode> option
    }

/// <summary>Arguments of <c>dropout</c>.</summary>
type Dropout =
    {
        /// <summary>Probability. Default: 0.5.</summary>
        Rate: Expression option
    }

/// <summary>Arguments of <c>drop-path</c>.</summary>
type DropPath =
    {
        /// <summary>Probability.</summary>
        Rate: Expression
    }

/// <summary>A list of steps that the language does not ask for: where it is empty, it is not written.</summary>
[<System.AttributeUsage(System.AttributeTargets.Property)>]
type internal MayBeLeftOutAttribute() =
    inherit System.Attribute()

/// <summary>
/// What a step does. The cases are the steps of the language, and the fields of their records its keys, in F#'s spelling:
/// <c>GlobalAvgPool</c> is <c>global-avg-pool</c>.
/// </summary>
[<RequireQualifiedAccess>]
type Operation =
    /// <summary>Two-dimensional convolution.</summary>
    | Conv of Conv
    /// <summary>Fully connected layer on a 1x1 map.</summary>
    | Linear of Linear
    /// <summary>One-dimensional convolution along the channels, the same at every position (Wang et al., arXiv:1910.03151).</summary>
    | ChannelConv of ChannelConv
    /// <summary>Batch normalisation over [N, H, W] (Ioffe and Szegedy, arXiv:1502.03167).</summary>
    | BatchNorm of BatchNorm
    /// <summary>Normalisation over the channels of every position (Ba et al., arXiv:1607.06450).</summary>
    | LayerNorm of LayerNorm
    /// <summary>Normalisation over the channels of a group and all positions (Wu and He, arXiv:1803.08494).</summary>
    | GroupNorm of GroupNorm
    /// <summary>A learned factor per channel (Touvron et al., arXiv:2103.17239).</summary>
    | Scale of Scale
    /// <summary>max(x, 0).</summary>
    | Relu
    /// <summary>min(max(x, 0), 6).</summary>
    | Relu6
    /// <summary>x where x is positive, else slope * x.</summary>
    | LeakyRelu of LeakyRelu
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
    /// <summary>exp(x) / sum exp(x), over the channels of every position or the positions of every channel.</summary>
    | Softmax of Softmax
    /// <summary>Largest element of each window.</summary>
    | MaxPool of MaxPool
    /// <summary>Mean of each window.</summary>
    | AvgPool of AvgPool
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
    /// <summary>[N, C, H, W] to [N, C*H*W, 1, 1].</summary>
    | Flatten
    /// <summary>Passes its input on.</summary>
    | Identity
    /// <summary>Some of the channels: from .. from + channels - 1.</summary>
    | Slice of Slice
    /// <summary>Channels of different groups interleaved (Zhang et al., arXiv:1707.01083).</summary>
    | ChannelShuffle of ChannelShuffle
    /// <summary>Rows and columns brought to another size.</summary>
    | Resize of Resize
    /// <summary>While training, zeroes elements at random and divides the others by 1 - rate (Srivastava et al., JMLR 15, 2014).</summary>
    | Dropout of Dropout
    /// <summary>While training, zeroes whole images at random and divides the others by 1 - rate (Huang et al., arXiv:1603.09382).</summary>
    | DropPath of DropPath
    /// <summary>branch(x) + shortcut(x) (He et al., arXiv:1512.03385), or another merge of the two.</summary>
    | Residual of Residual
    /// <summary>In a shortcut: a 1x1 convolution and batch-norm, only where the shapes differ ("option B").</summary>
    | Projection
    /// <summary>In a shortcut: every stride-th row and column, zero channels appended, only where the shapes differ ("option A").</summary>
    | Pad
    /// <summary>Res2Net's hierarchy: the channels in equal splits, each taking up the result of the one before it (Gao et al., arXiv:1904.01169, section 3.1).</summary>
    | Cascade of Cascade
    /// <summary>Parallel paths over one input, brought together.</summary>
    | Branches of Branches
    /// <summary>x * f(x), or x + f(x), where f(x) is broadcast from size 1.</summary>
    | Gated of Gated
    /// <summary>concat(x, f(x)) (Huang et al., arXiv:1608.06993).</summary>
    | Dense of Dense
    /// <summary>Copies one after the other, each with weights of its own; <c>copy</c> counts from 1.</summary>
    | Repeat of Repeat
    /// <summary>A place where an architecture may plug gates in.</summary>
    | Slot of string
    /// <summary>Another definition, or a parameter of type steps or gate.</summary>
    | Use of string * Arguments

/// <summary>One step of a stem, head, block or gate.</summary>
and Step =
    {
        /// <summary>What it does.</summary>
        Operation: Operation
        /// <summary>The step exists only where this holds; <c>None</c>: always.</summary>
        When: Expression option
        /// <summary>Its part of the state-dict path; <c>None</c>: kind and ordinal.</summary>
        Name: string option
    }

/// <summary>Parts of <c>residual</c>: branch(x) + shortcut(x).</summary>
and Residual =
    {
        /// <summary>The residual branch.</summary>
        Branch: Step list
        /// <summary>The way around it; <c>projection</c> and <c>pad</c> aim at the branch's shape. Default: nothing.</summary>
        [<MayBeLeftOut>]
        Shortcut: Step list
        /// <summary>How the two become one. Default: add.</summary>
        Merge: Merge option
        /// <summary>What follows the addition. Default: nothing.</summary>
        [<MayBeLeftOut>]
        After: Step list
        /// <summary>The addition exists only where the shapes agree. Default: false.</summary>
        WhenEqual: Expression option
    }

/// <summary>Parts of <c>cascade</c>, Res2Net's hierarchy.</summary>
and Cascade =
    {
        /// <summary>Number of splits.</summary>
        Splits: Expression
        /// <summary>Evaluated per split: whether the result of the split before it is added. Default: false.</summary>
        Carry: Expression option
        /// <summary>The split that goes another way, as <c>pass</c> makes it. Default: none.</summary>
        Passthrough: Passthrough option
        /// <summary>What every split goes through.</summary>
        Each: Step list
    }

/// <summary>The split of a cascade that goes another way.</summary>
and Passthrough =
    {
        /// <summary>Which split.</summary>
        At: Pick<PassAt>
        /// <summary>What it goes through. Default: nothing.</summary>
        [<MayBeLeftOut>]
        Through: Step list
    }

/// <summary>Parts of <c>branches</c>: parallel paths.</summary>
and Branches =
    {
        /// <summary>The paths.</summary>
        Of: Step list list
        /// <summary>Steps that run at the end of every path with one set of weights. Default: nothing.</summary>
        [<MayBeLeftOut>]
        Shared: Step list
        /// <summary>How they become one.</summary>
        Merge: Merge
    }

/// <summary>Parts of <c>gated</c>: x * f(x), or x + f(x).</summary>
and Gated =
    {
        /// <summary>f: gives the factors.</summary>
        By: Step list
        /// <summary>Default: multiply.</summary>
        Merge: GateMerge option
    }

/// <summary>Parts of <c>dense</c>: concat(x, f(x)).</summary>
and Dense =
    {
        /// <summary>f: gives the new channels.</summary>
        Of: Step list
    }

/// <summary>Parts of <c>repeat</c>: copies with weights of their own.</summary>
and Repeat =
    {
        /// <summary>Number of copies.</summary>
        Times: Expression
        /// <summary>What is copied.</summary>
        Of: Step list
    }

/// <summary>The value of a parameter: what <c>=&gt;</c> makes of numbers, truth values, names, expressions, steps and gates.</summary>
and Argument =
    internal
    // An expression; a name alone is a parameter, a choice, a step or a gate, as the definition has it.
    | Plain of Expression
    // A choice that is no expression, such as 3x3.
    | Word of string
    // A choice that an expression gives.
    | Choosing of Expression
    | Given of Step list
    | Gate of GateUse

/// <summary>Arguments of a block, gate or used definition, in the order of writing. Two with the same pairs in another order are equal.</summary>
and [<CustomEquality; NoComparison; StructuredFormatDisplay("{Pairs}")>] Arguments =
    internal
    | Arguments of (string * Argument) list

    /// <summary>Names and values, in the order of writing.</summary>
    member this.Pairs =
        let (Arguments pairs) = this
        pairs

    override this.Equals other =
        match other with
        | :? Arguments as other -> List.sortBy fst this.Pairs = List.sortBy fst other.Pairs
        | _ -> false

    override this.GetHashCode() = this.Pairs |> List.fold (fun sum (name, _) -> sum ^^^ hash name) 0

/// <summary>A gate with its arguments.</summary>
and GateUse =
    {
        /// <summary>Name of the gate's definition.</summary>
        Gate: string
        /// <summary>Its arguments.</summary>
        With: Arguments
    }

/// <summary>A block with its arguments.</summary>
type BlockUse =
    {
        /// <summary>Name of the block's definition.</summary>
        Block: string
        /// <summary>Its arguments.</summary>
        With: Arguments
    }
