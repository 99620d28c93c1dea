namespace SeRes2Net.Dsl

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
    /// <summary>The first less the others; equal shapes.</summary>
    | Subtract
    /// <summary>The first over the others; equal shapes.</summary>
    | Divide
    /// <summary>Matrix product of rows and columns, channel by channel.</summary>
    | Matmul

/// <summary>How a gate acts on its input.</summary>
[<RequireQualifiedAccess>]
type GateMerge =
    /// <summary>x * f(x).</summary>
    | Multiply
    /// <summary>x + f(x).</summary>
    | Add
    /// <summary>x - f(x).</summary>
    | Subtract
    /// <summary>x / f(x).</summary>
    | Divide

/// <summary>Which split of a cascade passes through.</summary>
[<RequireQualifiedAccess>]
type PassAt =
    /// <summary>The first one, as in the paper.</summary>
    | First
    /// <summary>The last one, as in the authors' code.</summary>
    | Last
    /// <summary>None.</summary>
    | None

/// <summary>An optional list of steps: if it is empty, it is not written.</summary>
[<System.AttributeUsage(System.AttributeTargets.Property)>]
type internal MayBeLeftOutAttribute() =
    inherit System.Attribute()

/// <summary>
/// What a step does. The cases, and those of <see cref="T:SeRes2Net.Dsl.Primitive"/>, are the steps of the language, and their fields its
/// keys, in F#'s spelling: <c>GlobalAvgPool</c> is <c>global-avg-pool</c>.
/// </summary>
[<RequireQualifiedAccess>]
type Operation =
    /// <summary>A step that is one operation.</summary>
    | Primitive of Primitive
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
    /// <summary>x * f(x), or another pairing of the two, where f(x) is broadcast from size 1.</summary>
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
        /// <summary>The step exists only if this holds; <c>None</c>: always.</summary>
        When: Expression option
        /// <summary>Its part of the state-dict path; <c>None</c>: kind and ordinal.</summary>
        Name: string option
        /// <summary>What later steps of the list call its value.</summary>
        As: string option
        /// <summary>The value it reads; <c>None</c>: that of the step before it.</summary>
        Of: string option
    }

    /// <summary>An unconditional step, named by its kind and ordinal, that reads the value of the step before it.</summary>
    static member Plain(operation: Operation) : Step = { Operation = operation; When = None; Name = None; As = None; Of = None }

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
        /// <summary>What a concatenation joins. Default: channels.</summary>
        Axis: Axis option
    }

/// <summary>Parts of <c>gated</c>: x * f(x), or another pairing of the two.</summary>
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
    // An expression; the definition decides whether a name on its own is a parameter, a choice, a step or a gate.
    | Plain of Expression
    // A choice that is not an expression, such as 3x3.
    | Word of string
    // A choice that an expression gives.
    | Choosing of Expression
    | Given of Step list
    | Gate of GateUse

/// <summary>Arguments of a block, gate or used definition, in the order of writing. The order does not matter for equality.</summary>
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
