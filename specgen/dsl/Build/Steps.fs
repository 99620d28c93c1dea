namespace SeRes2Net.Dsl

/// <summary>
/// The steps of the language. Those without arguments are values (<c>relu</c>), the others functions with named arguments
/// (<c>conv(out = 64, kernel = 3)</c>); an argument that is not given has the language's default.
/// </summary>
[<AutoOpen>]
type Steps =
    /// <summary>An operation as a step that is always there, named by its kind and ordinal.</summary>
    static member step(operation: Operation) : Step = { Operation = operation; When = None; Name = None }

    /// <summary>Two-dimensional convolution.</summary>
    /// <param name="out">Outgoing channels. Default: the incoming ones.</param>
    /// <param name="kernel">Window. Default: 1.</param>
    /// <param name="stride">Step between windows. Default: 1.</param>
    /// <param name="padding">Zeros around the input. Default: dilation * (kernel - 1) / 2; even kernels must say theirs.</param>
    /// <param name="dilation">Step inside a window. Default: 1.</param>
    /// <param name="groups">Groups of channels. Default: 1.</param>
    /// <param name="bias">Whether a bias is learned. Default: false.</param>
    static member conv
        (?out: Expression, ?kernel: Size, ?stride: Size, ?padding: Size, ?dilation: Size, ?groups: Expression, ?bias: Expression)
        : Step =
        Steps.step (
            Operation.Conv
                { Out = out
                  Kernel = kernel
                  Stride = stride
                  Padding = padding
                  Dilation = dilation
                  Groups = groups
                  Bias = bias }
        )

    /// <summary>Fully connected layer on a 1x1 map.</summary>
    /// <param name="out">Outgoing features.</param>
    /// <param name="bias">Whether a bias is learned. Default: true.</param>
    static member linear(out: Expression, ?bias: Expression) : Step = Steps.step (Operation.Linear { Out = out; Bias = bias })

    /// <summary>One-dimensional convolution along the channels, the same at every position (Wang et al., arXiv:1910.03151).</summary>
    /// <param name="kernel">Channels in a window, odd.</param>
    /// <param name="bias">Whether a bias is learned. Default: false.</param>
    static member channelConv(kernel: Expression, ?bias: Expression) : Step =
        Steps.step (Operation.ChannelConv { Kernel = kernel; Bias = bias })

    /// <summary>Batch normalisation over [N, H, W] (Ioffe and Szegedy, arXiv:1502.03167).</summary>
    /// <param name="gamma">Initial factor. Default: 1.</param>
    /// <param name="eps">Added to the variance. Default: 1e-5.</param>
    /// <param name="momentum">Share of the new batch in the running statistics. Default: 0.1.</param>
    static member batchNorm(?gamma: Expression, ?eps: Expression, ?momentum: Expression) : Step =
        Steps.step (Operation.BatchNorm { Gamma = gamma; Eps = eps; Momentum = momentum })

    /// <summary>Normalisation over the channels of every position (Ba et al., arXiv:1607.06450).</summary>
    /// <param name="eps">Added to the variance. Default: 1e-5.</param>
    static member layerNorm(?eps: Expression) : Step = Steps.step (Operation.LayerNorm { Eps = eps })

    /// <summary>Normalisation over the channels of a group and all positions (Wu and He, arXiv:1803.08494).</summary>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="eps">Added to the variance. Default: 1e-5.</param>
    static member groupNorm(groups: Expression, ?eps: Expression) : Step = Steps.step (Operation.GroupNorm { Groups = groups; Eps = eps })

    /// <summary>A learned factor per channel (Touvron et al., arXiv:2103.17239).</summary>
    /// <param name="init">Initial factor. Default: 1.</param>
    static member scale(?init: Expression) : Step = Steps.step (Operation.Scale { Init = init })

    /// <summary>max(x, 0).</summary>
    static member relu: Step = Steps.step Operation.Relu

    /// <summary>min(max(x, 0), 6).</summary>
    static member relu6: Step = Steps.step Operation.Relu6

    /// <summary>x where x is positive, else slope * x.</summary>
    /// <param name="slope">Factor of negative elements. Default: 0.01.</param>
    static member leakyRelu(?slope: Expression) : Step = Steps.step (Operation.LeakyRelu { Slope = slope })

    /// <summary>x * Phi(x), Phi the normal distribution function (Hendrycks and Gimpel, arXiv:1606.08415).</summary>
    static member gelu: Step = Steps.step Operation.Gelu

    /// <summary>x * sigmoid(x), also called swish.</summary>
    static member silu: Step = Steps.step Operation.Silu

    /// <summary>x * min(max(x + 3, 0), 6) / 6.</summary>
    static member hardSwish: Step = Steps.step Operation.HardSwish

    /// <summary>1 / (1 + exp(-x)).</summary>
    static member sigmoid: Step = Steps.step Operation.Sigmoid

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    static member hardSigmoid: Step = Steps.step Operation.HardSigmoid

    /// <summary>exp(x) / sum exp(x), over the channels of every position or the positions of every channel.</summary>
    /// <param name="over">What sums to one.</param>
    static member softmax(over: Pick<Axis>) : Step = Steps.step (Operation.Softmax { Over = over })

    /// <summary>Largest element of each window.</summary>
    /// <param name="kernel">Window.</param>
    /// <param name="stride">Step between windows. Default: the kernel.</param>
    /// <param name="padding">Cells around the input, at most half the kernel. Default: 0.</param>
    static member maxPool(kernel: Size, ?stride: Size, ?padding: Size) : Step =
        Steps.step (Operation.MaxPool { Kernel = kernel; Stride = stride; Padding = padding })

    /// <summary>Mean of each window.</summary>
    /// <param name="kernel">Window.</param>
    /// <param name="stride">Step between windows. Default: the kernel.</param>
    /// <param name="padding">Cells around the input, at most half the kernel. Default: 0.</param>
    /// <param name="countIncludePad">Whether padded zeros count. Default: true.</param>
    static member avgPool(kernel: Size, ?stride: Size, ?padding: Size, ?countIncludePad: Expression) : Step =
        Steps.step (
            Operation.AvgPool
                { Kernel = kernel
                  Stride = stride
                  Padding = padding
                  CountIncludePad = countIncludePad }
        )

    /// <summary>Mean over all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
    static member globalAvgPool: Step = Steps.step Operation.GlobalAvgPool

    /// <summary>Largest element of all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
    static member globalMaxPool: Step = Steps.step Operation.GlobalMaxPool

    /// <summary>Sum over all positions: [N, C, H, W] to [N, C, 1, 1].</summary>
    static member globalSumPool: Step = Steps.step Operation.GlobalSumPool

    /// <summary>Mean over the channels: [N, C, H, W] to [N, 1, H, W].</summary>
    static member channelMean: Step = Steps.step Operation.ChannelMean

    /// <summary>Largest element of the channels: [N, C, H, W] to [N, 1, H, W].</summary>
    static member channelMax: Step = Steps.step Operation.ChannelMax

    /// <summary>[N, C, H, W] to [N, C*H*W, 1, 1].</summary>
    static member flatten: Step = Steps.step Operation.Flatten

    /// <summary>Passes its input on.</summary>
    static member identity: Step = Steps.step Operation.Identity

    /// <summary>Some of the channels: from .. from + channels - 1.</summary>
    /// <param name="from">Channels left out before, so 0 is the first. Default: 0.</param>
    /// <param name="channels">How many. Default: all from there.</param>
    static member slice(?from: Expression, ?channels: Expression) : Step = Steps.step (Operation.Slice { From = from; Channels = channels })

    /// <summary>Channels of different groups interleaved (Zhang et al., arXiv:1707.01083).</summary>
    /// <param name="groups">Groups of channels.</param>
    static member channelShuffle(groups: Expression) : Step = Steps.step (Operation.ChannelShuffle { Groups = groups })

    /// <summary>Rows and columns brought to another size.</summary>
    /// <param name="rows">Rows to make. Default: as many as there are.</param>
    /// <param name="columns">Columns to make. Default: as many as there are.</param>
    /// <param name="mode">How positions are filled. Default: nearest.</param>
    static member resize(?rows: Expression, ?columns: Expression, ?mode: Pick<ResizeMode>) : Step =
        Steps.step (Operation.Resize { Rows = rows; Columns = columns; Mode = mode })

    /// <summary>While training, zeroes elements at random and divides the others by 1 - rate (Srivastava et al., JMLR 15, 2014).</summary>
    /// <param name="rate">Probability. Default: 0.5.</param>
    static member dropout(?rate: Expression) : Step = Steps.step (Operation.Dropout { Rate = rate })

    /// <summary>While training, zeroes whole images at random and divides the others by 1 - rate (Huang et al., arXiv:1603.09382).</summary>
    /// <param name="rate">Probability.</param>
    static member dropPath(rate: Expression) : Step = Steps.step (Operation.DropPath { Rate = rate })

    /// <summary>branch(x) + shortcut(x) (He et al., arXiv:1512.03385), or another merge of the two.</summary>
    /// <param name="branch">The residual branch.</param>
    /// <param name="shortcut">The way around it; <c>projection</c> and <c>pad</c> aim at the branch's shape. Default: nothing.</param>
    /// <param name="after">What follows the addition. Default: nothing.</param>
    /// <param name="merge">How the two become one. Default: add.</param>
    /// <param name="whenEqual">The addition exists only where the shapes agree. Default: false.</param>
    static member residual(branch: Step list, ?shortcut: Step list, ?after: Step list, ?merge: Merge, ?whenEqual: Expression) : Step =
        Steps.step (
            Operation.Residual
                { Branch = branch
                  Shortcut = defaultArg shortcut []
                  Merge = merge
                  After = defaultArg after []
                  WhenEqual = whenEqual }
        )

    /// <summary>In a shortcut: a 1x1 convolution and batch-norm, only where the shapes differ ("option B").</summary>
    static member projection: Step = Steps.step Operation.Projection

    /// <summary>In a shortcut: every stride-th row and column, zero channels appended, only where the shapes differ ("option A").</summary>
    static member pad: Step = Steps.step Operation.Pad

    /// <summary>Res2Net's hierarchy: the channels in equal splits, each taking up the result of the one before it (Gao et al.,
    /// arXiv:1904.01169, section 3.1).</summary>
    /// <param name="splits">Number of splits.</param>
    /// <param name="each">What every split goes through.</param>
    /// <param name="carry">Evaluated per split: whether the result of the split before it is added. Default: false.</param>
    /// <param name="passthrough">The split that goes another way, as <c>pass</c> makes it. Default: none.</param>
    static member cascade(splits: Expression, each: Step list, ?carry: Expression, ?passthrough: Passthrough) : Step =
        Steps.step (Operation.Cascade { Splits = splits; Carry = carry; Passthrough = passthrough; Each = each })

    /// <summary>The split of a cascade that goes another way.</summary>
    /// <param name="at">Which split.</param>
    /// <param name="through">What it goes through. Default: nothing.</param>
    static member pass(at: Pick<PassAt>, ?through: Step list) : Passthrough = { At = at; Through = defaultArg through [] }

    /// <summary>Parallel paths over one input, brought together.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="merge">How they become one.</param>
    /// <param name="shared">Steps that run at the end of every path with one set of weights. Default: nothing.</param>
    static member branches(paths: Step list list, merge: Merge, ?shared: Step list) : Step =
        Steps.step (Operation.Branches { Of = paths; Shared = defaultArg shared []; Merge = merge })

    /// <summary>x * f(x), or x + f(x), where f(x) is broadcast from size 1.</summary>
    /// <param name="by">f: gives the factors.</param>
    /// <param name="merge">Default: multiply.</param>
    static member gatedBy(by: Step list, ?merge: GateMerge) : Step = Steps.step (Operation.Gated { By = by; Merge = merge })

    /// <summary>concat(x, f(x)) (Huang et al., arXiv:1608.06993).</summary>
    /// <param name="layers">f: gives the new channels.</param>
    static member dense(layers: Step list) : Step = Steps.step (Operation.Dense { Of = layers })

    /// <summary>Copies one after the other, each with weights of its own; <c>copy</c> counts from 1.</summary>
    /// <param name="times">Number of copies.</param>
    /// <param name="steps">What is copied.</param>
    static member repeated(times: Expression, steps: Step list) : Step = Steps.step (Operation.Repeat { Times = times; Of = steps })

    /// <summary>A place where an architecture may plug gates in; empty by default.</summary>
    static member slot(name: string) : Step = Steps.step (Operation.Slot name)

    /// <summary>Another definition with its arguments, or a parameter of type steps or gate; <c>use</c> in YAML.</summary>
    static member using(name: string, ?arguments: (string * Argument) list) : Step =
        Steps.step (Operation.Use(name, Arguments.Arguments(defaultArg arguments [])))

    /// <summary>What a parameter of type steps or gate holds, by the name that <c>let!</c> gave it.</summary>
    static member using(parameter: Expression) : Step = Steps.step (Operation.Use(parameter.Text, Arguments.Arguments []))

    /// <summary>A gate with its arguments as a step.</summary>
    static member using(gate: GateUse) : Step = Steps.step (Operation.Use(gate.Gate, gate.With))

    /// <summary>The step exists only where a condition holds: <c>relu |&gt; onlyIf (stride .&gt; 1)</c>.</summary>
    static member onlyIf (condition: Expression) (step: Step) : Step = { step with When = Some condition }

    /// <summary>The step's part of the state-dict path, instead of kind and ordinal.</summary>
    static member called (name: string) (step: Step) : Step = { step with Name = Some name }
