// Written by `runner schema --fsharp`; do not edit.
namespace SeRes2Net.Specs

open SeRes2Net.Dsl

/// <summary>Values of 'shortcut' of basic.</summary>
[<RequireQualifiedAccess>]
type BasicShortcut =
    | Projection
    | Pad

/// <summary>Values of 'shortcut' of bottleneck.</summary>
[<RequireQualifiedAccess>]
type BottleneckShortcut =
    | Projection
    | Pad

/// <summary>Values of 'passthrough' of res2net.</summary>
[<RequireQualifiedAccess>]
type Res2netPassthrough =
    | First
    | Last

/// <summary>The blocks there are, as functions of their parameters.</summary>
type Blocks =
    /// <summary>Two 3x3 convolutions with a shortcut around them (He et al., arXiv:1512.03385, section 3.3).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="stride">Step of the first convolution. An integer, at least 1. Default: 1. Reaches the first block of a stage
    /// only.</param>
    /// <param name="shortcut">What fits the shortcut where shapes differ (options B and A). One of projection, pad. Default:
    /// projection.</param>
    static member basic(?out: Expression, ?stride: Expression, ?shortcut: Pick<BasicShortcut>) : BlockUse =
        Optional.block (
            "basic",
            [ Optional.expression ("out", out)
              Optional.expression ("stride", stride)
              Optional.choice ("shortcut", shortcut, function BasicShortcut.Projection -> "projection" | BasicShortcut.Pad -> "pad") ]
        )

    /// <summary>A 3x3 convolution between two 1x1 ones, the stride in the middle (He et al., arXiv:1512.03385, section 4.1).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="width">Channels of the 3x3 convolution. An integer, at least 1. Default: max(1, out // 4).</param>
    /// <param name="groups">Groups of the 3x3 convolution (Xie et al., arXiv:1611.05431). An integer, at least 1. Default: 1.</param>
    /// <param name="stride">Step of the 3x3 convolution. An integer, at least 1. Default: 1. Reaches the first block of a stage
    /// only.</param>
    /// <param name="shortcut">What fits the shortcut where shapes differ (options B and A). One of projection, pad. Default:
    /// projection.</param>
    static member bottleneck
        (
            ?out: Expression,
            ?width: Expression,
            ?groups: Expression,
            ?stride: Expression,
            ?shortcut: Pick<BottleneckShortcut>
        ) : BlockUse =
        Optional.block (
            "bottleneck",
            [ Optional.expression ("out", out)
              Optional.expression ("width", width)
              Optional.expression ("groups", groups)
              Optional.expression ("stride", stride)
              Optional.choice (
                  "shortcut",
                  shortcut,
                  function
                  | BottleneckShortcut.Projection -> "projection"
                  | BottleneckShortcut.Pad -> "pad"
              ) ]
        )

    /// <summary>Bottleneck with self-attention in place of its 3x3 convolution (Srinivas et al., arXiv:2101.11605, figure 3).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="width">Channels of the attention. An integer, at least 1. Default: max(1, out // 4).</param>
    /// <param name="heads">Groups of channels that attend on their own. An integer, at least 1. Default: 4.</param>
    static member bottleneckAttention(?out: Expression, ?width: Expression, ?heads: Expression) : BlockUse =
        Optional.block (
            "bottleneck-attention",
            [ Optional.expression ("out", out)
              Optional.expression ("width", width)
              Optional.expression ("heads", heads) ]
        )

    /// <summary>Depthwise 7x7 convolution, then a wide 1x1 pair, with one norm and one activation (Liu et al., arXiv:2201.03545).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="expand">How many times wider the middle is. An integer, at least 1. Default: 4.</param>
    /// <param name="kernel">Window of the depthwise convolution. An integer, at least 1. Default: 7.</param>
    /// <param name="stride">Step of the convolution that begins the stage. An integer, at least 1. Default: 1. Reaches the first block of a
    /// stage only.</param>
    /// <param name="init">Initial factor of the branch; 0: it has none. A number, at least 0. Default: 1e-6.</param>
    /// <param name="dropPath">Rate of the last block; earlier ones have proportionally less. A number from 0 to 0.9. Default: 0.</param>
    static member convnext
        (
            ?out: Expression,
            ?expand: Expression,
            ?kernel: Expression,
            ?stride: Expression,
            ?init: Expression,
            ?dropPath: Expression
        ) : BlockUse =
        Optional.block (
            "convnext",
            [ Optional.expression ("out", out)
              Optional.expression ("expand", expand)
              Optional.expression ("kernel", kernel)
              Optional.expression ("stride", stride)
              Optional.expression ("init", init)
              Optional.expression ("drop-path", dropPath) ]
        )

    /// <summary>One layer of a DenseNet-BC, whose input goes on beside its output (Huang et al., arXiv:1608.06993, section 3).</summary>
    /// <param name="growth">Channels that the layer adds. An integer, at least 1. Default: 12.</param>
    /// <param name="bottleneck">Channels of the 1x1 convolution in units of the growth. An integer, at least 1. Default: 4.</param>
    /// <param name="transition">Whether the stage begins by halving rows and columns. A truth value. Default: false. Reaches the first
    /// block of a stage only.</param>
    /// <param name="compression">Share of the channels that a transition keeps. A number from 0.01 to 1. Default: 0.5.</param>
    static member densenet(?growth: Expression, ?bottleneck: Expression, ?transition: Expression, ?compression: Expression) : BlockUse =
        Optional.block (
            "densenet",
            [ Optional.expression ("growth", growth)
              Optional.expression ("bottleneck", bottleneck)
              Optional.expression ("transition", transition)
              Optional.expression ("compression", compression) ]
        )

    /// <summary>Half of the channels by a 1x1 convolution, the others from these by a depthwise one (Han et al., arXiv:1911.11907, section
    /// 3.1).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="act">The activation after both. Steps. Default: [relu].</param>
    static member ghost(?out: Expression, ?act: Step list) : BlockUse =
        Optional.block ("ghost", [ Optional.expression ("out", out); Optional.steps ("act", act) ])

    /// <summary>Two ghost modules, a wide and a narrow one, with a shortcut around them (Han et al., arXiv:1911.11907, section
    /// 3.2).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="hidden">Channels between the two modules. An integer, at least 1. Must be given.</param>
    /// <param name="kernel">Window of the depthwise convolutions of stride above 1 and of the shortcut. An integer, at least 1. Default:
    /// 3.</param>
    /// <param name="stride">Step of the depthwise convolutions. An integer, at least 1. Default: 1. Reaches the first block of a stage
    /// only.</param>
    static member ghostBottleneck(?out: Expression, ?hidden: Expression, ?kernel: Expression, ?stride: Expression) : BlockUse =
        Optional.block (
            "ghost-bottleneck",
            [ Optional.expression ("out", out)
              Optional.expression ("hidden", hidden)
              Optional.expression ("kernel", kernel)
              Optional.expression ("stride", stride) ]
        )

    /// <summary>Three paths of different reach whose sum with the input is scaled down (Szegedy et al., arXiv:1602.07261, figure
    /// 10).</summary>
    /// <param name="width">Channels of every convolution of the paths. An integer, at least 1. Default: 32.</param>
    /// <param name="scale">Factor of the branch. A number. Default: 0.17.</param>
    static member inceptionResnetA(?width: Expression, ?scale: Expression) : BlockUse =
        Optional.block ("inception-resnet-a", [ Optional.expression ("width", width); Optional.expression ("scale", scale) ])

    /// <summary>Bottleneck turned inside out, narrow at its ends and depthwise in its wide middle (Sandler et al.,
    /// arXiv:1801.04381).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="expand">How many times wider the middle is than the input. An integer, at least 1. Default: 6.</param>
    /// <param name="hidden">Channels of the middle. An integer, at least 1. Default: channels * expand.</param>
    /// <param name="kernel">Window of the depthwise convolution. An integer, at least 1. Default: 3.</param>
    /// <param name="stride">Step of the depthwise convolution. An integer, at least 1. Default: 1. Reaches the first block of a stage
    /// only.</param>
    /// <param name="act">The two activations. Steps. Default: [relu6].</param>
    /// <param name="eps">What the norms add to the variance. A number from 0 to 1. Default: 1e-5.</param>
    /// <param name="momentum">Share of the new batch in their running statistics. A number from 0 to 1. Default: 0.1.</param>
    static member invertedResidual
        (
            ?out: Expression,
            ?expand: Expression,
            ?hidden: Expression,
            ?kernel: Expression,
            ?stride: Expression,
            ?act: Step list,
            ?eps: Expression,
            ?momentum: Expression
        ) : BlockUse =
        Optional.block (
            "inverted-residual",
            [ Optional.expression ("out", out)
              Optional.expression ("expand", expand)
              Optional.expression ("hidden", hidden)
              Optional.expression ("kernel", kernel)
              Optional.expression ("stride", stride)
              Optional.steps ("act", act)
              Optional.expression ("eps", eps)
              Optional.expression ("momentum", momentum) ]
        )

    /// <summary>Two 3x3 convolutions, each after its batch-norm and ReLU; nothing follows the addition (He et al.,
    /// arXiv:1603.05027).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="stride">Step of the first convolution. An integer, at least 1. Default: 1. Reaches the first block of a stage
    /// only.</param>
    static member preBasic(?out: Expression, ?stride: Expression) : BlockUse =
        Optional.block ("pre-basic", [ Optional.expression ("out", out); Optional.expression ("stride", stride) ])

    /// <summary>A 3x3 and a 1x1 convolution and the input itself, each normalised, added (Ding et al., arXiv:2101.03697, section
    /// 3.3).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="stride">Step of the convolutions. An integer, at least 1. Default: 1. Reaches the first block of a stage only.</param>
    static member repVgg(?out: Expression, ?stride: Expression) : BlockUse =
        Optional.block ("rep-vgg", [ Optional.expression ("out", out); Optional.expression ("stride", stride) ])

    /// <summary>Bottleneck whose 3x3 convolution is a cascade of narrow ones (Gao et al., arXiv:1904.01169, section 3.1).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="width">Channels of one split. An integer, at least 1. Must be given.</param>
    /// <param name="scale">Number of splits. An integer, at least 2. Default: 4.</param>
    /// <param name="groups">Groups of the 3x3 convolutions (Res2NeXt). An integer, at least 1. Default: 1.</param>
    /// <param name="stride">Step of the 3x3 convolutions. An integer, at least 1. Default: 1. Reaches the first block of a stage
    /// only.</param>
    /// <param name="carryFirst">Also add the passed-through split into the first convolution. A truth value. Default: false.</param>
    /// <param name="poolShortcut">The shortcut takes its step by an average pool (v1b). A truth value. Default: false.</param>
    /// <param name="passthrough">The split without a convolution: first in the paper, last in its authors' code. One of first, last.
    /// Default: first.</param>
    static member res2net
        (
            ?out: Expression,
            ?width: Expression,
            ?scale: Expression,
            ?groups: Expression,
            ?stride: Expression,
            ?carryFirst: Expression,
            ?poolShortcut: Expression,
            ?passthrough: Pick<Res2netPassthrough>
        ) : BlockUse =
        Optional.block (
            "res2net",
            [ Optional.expression ("out", out)
              Optional.expression ("width", width)
              Optional.expression ("scale", scale)
              Optional.expression ("groups", groups)
              Optional.expression ("stride", stride)
              Optional.expression ("carry-first", carryFirst)
              Optional.expression ("pool-shortcut", poolShortcut)
              Optional.choice (
                  "passthrough",
                  passthrough,
                  function
                  | Res2netPassthrough.First -> "first"
                  | Res2netPassthrough.Last -> "last"
              ) ]
        )

    /// <summary>Bottleneck that chooses, channel by channel, between a small and a dilated window (Li et al., arXiv:1903.06586, section
    /// 3.1).</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="width">Channels of the two windows. An integer, at least 1. Default: max(1, out // 2).</param>
    /// <param name="groups">Groups of their convolutions. An integer, at least 1. Default: 32.</param>
    /// <param name="stride">Step of their convolutions. An integer, at least 1. Default: 1. Reaches the first block of a stage
    /// only.</param>
    /// <param name="reduction">How many times narrower the layer is that chooses. An integer, at least 1. Default: 16.</param>
    /// <param name="least">Channels that it has at least. An integer, at least 1. Default: 32.</param>
    static member selectiveKernel
        (
            ?out: Expression,
            ?width: Expression,
            ?groups: Expression,
            ?stride: Expression,
            ?reduction: Expression,
            ?least: Expression
        ) : BlockUse =
        Optional.block (
            "selective-kernel",
            [ Optional.expression ("out", out)
              Optional.expression ("width", width)
              Optional.expression ("groups", groups)
              Optional.expression ("stride", stride)
              Optional.expression ("reduction", reduction)
              Optional.expression ("least", least) ]
        )

    /// <summary>Half of the channels passes by, the other half is convolved, then both are shuffled (Ma et al.,
    /// arXiv:1807.11164).</summary>
    /// <param name="out">Channels of the block. An integer, at least 2. Must be given.</param>
    /// <param name="stride">Step of the depthwise convolutions; above 1, no channel passes by. An integer, at least 1. Default: 1. Reaches
    /// the first block of a stage only.</param>
    static member shuffle(?out: Expression, ?stride: Expression) : BlockUse =
        Optional.block ("shuffle", [ Optional.expression ("out", out); Optional.expression ("stride", stride) ])

    /// <summary>Res2Net's cascade with one-dimensional windows, along rows and along columns in turn; no paper has it.</summary>
    /// <param name="out">Channels of the block. An integer, at least 1. Must be given.</param>
    /// <param name="scale">Number of splits. An integer, at least 2. Default: 4.</param>
    /// <param name="width">Channels of one split. An integer, at least 1. Default: max(1, out * 3 // 4 // scale).</param>
    /// <param name="kernel">Length of a window. An integer, at least 1. Default: 3.</param>
    /// <param name="stride">Step of the convolutions. An integer, at least 1. Default: 1. Reaches the first block of a stage only.</param>
    /// <param name="carry">Whether a split adds the one before it. A truth value. Default: true.</param>
    static member weave
        (
            ?out: Expression,
            ?scale: Expression,
            ?width: Expression,
            ?kernel: Expression,
            ?stride: Expression,
            ?carry: Expression
        ) : BlockUse =
        Optional.block (
            "weave",
            [ Optional.expression ("out", out)
              Optional.expression ("scale", scale)
              Optional.expression ("width", width)
              Optional.expression ("kernel", kernel)
              Optional.expression ("stride", stride)
              Optional.expression ("carry", carry) ]
        )

/// <summary>The gates there are, as functions of their parameters.</summary>
type Gates =
    /// <summary>Channels weighted by pooled means and maxima, then positions by channel means and maxima (Woo et al.,
    /// arXiv:1807.06521).</summary>
    /// <param name="reduction">How many times narrower the hidden layer is. An integer, at least 1. Default: 16.</param>
    /// <param name="kernel">Window of the weights of positions. An integer, at least 1. Default: 7.</param>
    /// <param name="bias">Whether the two layers have biases. A truth value. Default: false.</param>
    static member cbam(?reduction: Expression, ?kernel: Expression, ?bias: Expression) : GateUse =
        Optional.gate (
            "cbam",
            [ Optional.expression ("reduction", reduction)
              Optional.expression ("kernel", kernel)
              Optional.expression ("bias", bias) ]
        )

    /// <summary>Rows and columns weighted by what the whole row or column shows (Hou et al., arXiv:2103.02907, section 3.2).</summary>
    /// <param name="reduction">How many times narrower the hidden layer is. An integer, at least 1. Default: 32.</param>
    /// <param name="least">Channels that the hidden layer has at least. An integer, at least 1. Default: 8.</param>
    static member coordinate(?reduction: Expression, ?least: Expression) : GateUse =
        Optional.gate ("coordinate", [ Optional.expression ("reduction", reduction); Optional.expression ("least", least) ])

    /// <summary>Channels weighted by their neighbours in a short window over the pooled vector (Wang et al., arXiv:1910.03151).</summary>
    /// <param name="kernel">Window; grows with the logarithm of the channels. An integer, at least 1. Default: max(3, floor((log2(channels)
    /// + 1) / 2) // 2 * 2 + 1).</param>
    static member eca(?kernel: Expression) : GateUse =
        Optional.gate ("eca", [ Optional.expression ("kernel", kernel) ])

    /// <summary>Channels weighted by 16 frequencies of a cosine transform instead of the mean alone (Qin et al., arXiv:2012.11879, section
    /// 3.3).</summary>
    /// <param name="reduction">How many times narrower the hidden layer is. An integer, at least 1. Default: 16.</param>
    static member fca(?reduction: Expression) : GateUse =
        Optional.gate ("fca", [ Optional.expression ("reduction", reduction) ])

    /// <summary>Every position weighted by the mean of its surroundings, without parameters (Hu et al., arXiv:1810.12348).</summary>
    /// <param name="extent">Step between the surroundings, each 2 * extent - 1 wide; 0: the whole map. An integer, at least 0. Default:
    /// 0.</param>
    static member gatherExcite(?extent: Expression) : GateUse =
        Optional.gate ("gather-excite", [ Optional.expression ("extent", extent) ])

    /// <summary>Adds to every position what attention gathers from all of them (Cao et al., arXiv:1904.11492).</summary>
    /// <param name="reduction">How many times narrower the hidden layer is. An integer, at least 1. Default: 16.</param>
    static member globalContext(?reduction: Expression) : GateUse =
        Optional.gate ("global-context", [ Optional.expression ("reduction", reduction) ])

    /// <summary>Global response normalisation, each channel by its share of all channels' length (Woo et al., arXiv:2301.00808, section
    /// 3).</summary>
    /// <param name="eps">Added to the mean length. A number, at least 0. Default: 1e-6.</param>
    static member grn(?eps: Expression) : GateUse =
        Optional.gate ("grn", [ Optional.expression ("eps", eps) ])

    /// <summary>The sum of channels weighted as in se and positions weighted as in sse (Roy et al., arXiv:1803.02579).</summary>
    /// <param name="reduction">How many times narrower the hidden layer of the channels is. An integer, at least 1. Default: 2.</param>
    /// <param name="bias">Whether the layers have biases. A truth value. Default: true.</param>
    static member scse(?reduction: Expression, ?bias: Expression) : GateUse =
        Optional.gate ("scse", [ Optional.expression ("reduction", reduction); Optional.expression ("bias", bias) ])

    /// <summary>Squeeze-and-excitation, channels weighted by what the whole map shows (Hu et al., arXiv:1709.01507, section 3).</summary>
    /// <param name="reduction">How many times narrower the hidden layer is. An integer, at least 1. Default: 16.</param>
    /// <param name="bias">Whether the two layers have biases. A truth value. Default: true.</param>
    static member se(?reduction: Expression, ?bias: Expression) : GateUse =
        Optional.gate ("se", [ Optional.expression ("reduction", reduction); Optional.expression ("bias", bias) ])

    /// <summary>Every position gathers from all others, with learned relative positions (Srinivas et al., arXiv:2101.11605, section
    /// 3.2).</summary>
    /// <param name="heads">Groups of channels that attend on their own. An integer, at least 1. Default: 4 if channels % 4 == 0 else
    /// 1.</param>
    static member selfAttention(?heads: Expression) : GateUse =
        Optional.gate ("self-attention", [ Optional.expression ("heads", heads) ])

    /// <summary>Elements weighted by how far they stand out in their channel, without a single parameter (Yang et al., ICML 2021, section
    /// 3).</summary>
    /// <param name="eps">Keeps the variance above zero. A number, at least 0. Default: 1e-4.</param>
    static member simam(?eps: Expression) : GateUse =
        Optional.gate ("simam", [ Optional.expression ("eps", eps) ])

    /// <summary>Positions weighted by the largest and the mean of their channels (Woo et al., arXiv:1807.06521, equation 3).</summary>
    /// <param name="kernel">Window of the convolution. An integer, at least 1. Default: 7.</param>
    /// <param name="momentum">Share of the new batch in the running statistics. A number from 0 to 1. Default: 0.01.</param>
    static member spatial(?kernel: Expression, ?momentum: Expression) : GateUse =
        Optional.gate ("spatial", [ Optional.expression ("kernel", kernel); Optional.expression ("momentum", momentum) ])

    /// <summary>Squeeze-and-excitation with a width, an activation and a gate of its own (Howard et al., arXiv:1905.02244, section
    /// 5.3).</summary>
    /// <param name="reduction">How many times narrower the hidden layer is than the gate's input. An integer, at least 1. Default:
    /// 4.</param>
    /// <param name="multiple">What the width is a multiple of. An integer, at least 1. Default: 1.</param>
    /// <param name="rounded">The nearest such multiple. An integer, at least 1. Default: max(multiple, (channels // reduction + multiple //
    /// 2) // multiple * multiple).</param>
    /// <param name="width">Channels of the hidden layer. An integer, at least 1. Default: rounded + multiple if rounded &lt; 0.9 *
    /// (channels // reduction) else rounded.</param>
    /// <param name="act">The activation of the hidden layer. Steps. Default: [relu].</param>
    /// <param name="weigh">What makes weights of its output. Steps. Default: [sigmoid].</param>
    static member squeezeExcite
        (
            ?reduction: Expression,
            ?multiple: Expression,
            ?rounded: Expression,
            ?width: Expression,
            ?act: Step list,
            ?weigh: Step list
        ) : GateUse =
        Optional.gate (
            "squeeze-excite",
            [ Optional.expression ("reduction", reduction)
              Optional.expression ("multiple", multiple)
              Optional.expression ("rounded", rounded)
              Optional.expression ("width", width)
              Optional.steps ("act", act)
              Optional.steps ("weigh", weigh) ]
        )

    /// <summary>Positions weighted by a 1x1 convolution over their channels (Roy et al., arXiv:1803.02579).</summary>
    /// <param name="bias">Whether the convolution has a bias. A truth value. Default: true.</param>
    static member sse(?bias: Expression) : GateUse =
        Optional.gate ("sse", [ Optional.expression ("bias", bias) ])

    /// <summary>Spatial attention on all three pairs of axes, averaged (Misra et al., arXiv:2010.03045, section 3.2).</summary>
    /// <param name="kernel">Window of the convolutions. An integer, at least 1. Default: 7.</param>
    static member triplet(?kernel: Expression) : GateUse =
        Optional.gate ("triplet", [ Optional.expression ("kernel", kernel) ])
