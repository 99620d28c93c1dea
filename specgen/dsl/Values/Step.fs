namespace SeRes2Net.Dsl

/// <summary>A window's size: one number for rows and columns, or a pair of them: <c>3</c>, <c>(1, 3)</c>.</summary>
[<StructuredFormatDisplay("{Text}")>]
type Size =
    internal
    | Square of Expression
    | Sides of rows: Expression * columns: Expression

    static member op_Implicit(both: int) : Size = Square(Expression.op_Implicit both)
    static member op_Implicit(both: Expression) : Size = Square both
    static member op_Implicit((rows, columns): int * int) : Size =
        Sides(Expression.op_Implicit rows, Expression.op_Implicit columns)

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
    { Out: Expression option
      Kernel: Size option
      Stride: Size option
      Padding: Size option
      Dilation: Size option
      Groups: Expression option
      Bias: Expression option }

/// <summary>Arguments of <c>linear</c>.</summary>
type Linear =
    { Out: Expression
      Bias: Expression option }

/// <summary>Arguments of <c>channel-conv</c>.</summary>
type ChannelConv =
    { Kernel: Expression
      Bias: Expression option }

/// <summary>Arguments of <c>batch-norm</c>.</summary>
type BatchNorm =
    { Gamma: Expression option
      Eps: Expression option
      Momentum: Expression option }

/// <summary>Arguments of <c>layer-norm</c>.</summary>
type LayerNorm = { Eps: Expression option }

/// <summary>Arguments of <c>group-norm</c>.</summary>
type GroupNorm =
    { Groups: Expression
      Eps: Expression option }

/// <summary>Arguments of <c>scale</c>.</summary>
type Scale = { Init: Expression option }

/// <summary>Arguments of <c>leaky-relu</c>.</summary>
type LeakyRelu = { Slope: Expression option }

/// <summary>Arguments of <c>softmax</c>.</summary>
type Softmax = { Over: Pick<Axis> }

/// <summary>Arguments of <c>max-pool</c>.</summary>
type MaxPool =
    { Kernel: Size
      Stride: Size option
      Padding: Size option }

/// <summary>Arguments of <c>avg-pool</c>.</summary>
type AvgPool =
    { Kernel: Size
      Stride: Size option
      Padding: Size option
      CountIncludePad: Expression option }

/// <summary>Arguments of <c>slice</c>.</summary>
type Slice =
    { From: Expression option
      Channels: Expression option }

/// <summary>Arguments of <c>channel-shuffle</c>.</summary>
type ChannelShuffle = { Groups: Expression }

/// <summary>Arguments of <c>resize</c>.</summary>
type Resize =
    { Rows: Expression option
      Columns: Expression option
      Mode: Pick<ResizeMode> option }

/// <summary>Arguments of <c>dropout</c>.</summary>
type Dropout = { Rate: Expression option }

/// <summary>Arguments of <c>drop-path</c>.</summary>
type DropPath = { Rate: Expression }

/// <summary>
/// What a step does. The cases are the steps of the language, and the fields of their records its keys, in F#'s spelling:
/// <c>GlobalAvgPool</c> is <c>global-avg-pool</c>.
/// </summary>
[<RequireQualifiedAccess>]
type Operation =
    | Conv of Conv
    | Linear of Linear
    | ChannelConv of ChannelConv
    | BatchNorm of BatchNorm
    | LayerNorm of LayerNorm
    | GroupNorm of GroupNorm
    | Scale of Scale
    | Relu
    | Relu6
    | LeakyRelu of LeakyRelu
    | Gelu
    | Silu
    | HardSwish
    | Sigmoid
    | HardSigmoid
    | Softmax of Softmax
    | MaxPool of MaxPool
    | AvgPool of AvgPool
    | GlobalAvgPool
    | GlobalMaxPool
    | GlobalSumPool
    | ChannelMean
    | ChannelMax
    | Flatten
    | Identity
    | Slice of Slice
    | ChannelShuffle of ChannelShuffle
    | Resize of Resize
    | Dropout of Dropout
    | DropPath of DropPath
    | Residual of Residual
    | Projection
    | Pad
    | Cascade of Cascade
    | Branches of Branches
    | Gated of Gated
    | Dense of Dense
    | Repeat of Repeat
    /// <summary>A place where an architecture may plug gates in.</summary>
    | Slot of string
    /// <summary>Another definition, or a parameter of type steps or gate.</summary>
    | Use of string * Arguments

/// <summary>One step of a stem, head, block or gate.</summary>
and Step =
    { /// <summary>What it does.</summary>
      Operation: Operation
      /// <summary>The step exists only where this holds; <c>None</c>: always.</summary>
      When: Expression option
      /// <summary>Its part of the state-dict path; <c>None</c>: kind and ordinal.</summary>
      Name: string option }

/// <summary>Parts of <c>residual</c>: branch(x) + shortcut(x).</summary>
and Residual =
    { Branch: Step list
      Shortcut: Step list
      /// <summary><c>None</c>: add.</summary>
      Merge: Merge option
      After: Step list
      WhenEqual: Expression option }

/// <summary>Parts of <c>cascade</c>, Res2Net's hierarchy.</summary>
and Cascade =
    { Splits: Expression
      Carry: Expression option
      Passthrough: Passthrough option
      Each: Step list }

/// <summary>The split of a cascade that goes another way.</summary>
and Passthrough =
    { At: Pick<PassAt>
      Through: Step list }

/// <summary>Parts of <c>branches</c>: parallel paths.</summary>
and Branches =
    { Of: Step list list
      Shared: Step list
      Merge: Merge }

/// <summary>Parts of <c>gated</c>: x * f(x), or x + f(x).</summary>
and Gated =
    { By: Step list
      /// <summary><c>None</c>: multiply.</summary>
      Merge: GateMerge option }

/// <summary>Parts of <c>dense</c>: concat(x, f(x)).</summary>
and Dense = { Of: Step list }

/// <summary>Parts of <c>repeat</c>: copies with weights of their own.</summary>
and Repeat = { Times: Expression; Of: Step list }

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

    override this.GetHashCode() =
        this.Pairs |> List.fold (fun sum (name, _) -> sum ^^^ hash name) 0

/// <summary>A gate with its arguments.</summary>
and GateUse =
    { /// <summary>Name of the gate's definition.</summary>
      Gate: string
      With: Arguments }

/// <summary>A block with its arguments.</summary>
type BlockUse =
    { /// <summary>Name of the block's definition.</summary>
      Block: string
      With: Arguments }
