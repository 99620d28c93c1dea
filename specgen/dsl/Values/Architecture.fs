namespace SeRes2Net.Dsl

/// <summary>Which splits of a cascade a gate sits on, numbered from 1 in channel order, including the one that passes through.</summary>
type Streams =
    /// <summary>All.</summary>
    | All
    /// <summary>The last one: the literature's "SE-single".</summary>
    | Last
    /// <summary>The first so many: "SE-partial".</summary>
    | First of int
    /// <summary>These.</summary>
    | Only of int list

/// <summary>Where a gate is plugged in: the six places that have a name by convention, or a block's own slot.</summary>
type Placement =
    /// <summary>At the start of the residual branch; the shortcut keeps the raw input (SE-PRE).</summary>
    | Pre
    /// <summary>On the output of splits inside a cascade, before it is carried on.</summary>
    | Split of Streams
    /// <summary>On the concatenated splits, before the 1x1 fusion.</summary>
    | Concat
    /// <summary>At the end of the residual branch, before the addition: the usual place of squeeze-and-excitation.</summary>
    | Residual
    /// <summary>On the shortcut (SE-Identity).</summary>
    | Identity
    /// <summary>After the addition and its activation (SE-POST).</summary>
    | Post
    /// <summary>A slot of any name. Reading <c>At "concat"</c> back gives <c>Concat</c>.</summary>
    | At of slot: string
    /// <summary>A slot of any name inside a cascade, on some of its splits.</summary>
    | AtStreams of slot: string * Streams

/// <summary>A gate in a slot.</summary>
type PluggedGate =
    {
        /// <summary>The gate, with its arguments.</summary>
        Gate: GateUse
        /// <summary>The slot.</summary>
        At: Placement
        /// <summary>Which stages and blocks; <c>None</c>: all.</summary>
        When: Expression option
    }

/// <summary>Blocks of one kind, one after the other.</summary>
type Stage =
    {
        /// <summary>Its state-dict name; <c>None</c>: stage and its number.</summary>
        Name: string option
        /// <summary>Name of the block; <c>None</c>: the architecture's.</summary>
        Block: string option
        /// <summary>Number of blocks; <c>None</c>: the architecture's, otherwise one.</summary>
        Repeat: Expression option
        /// <summary>Arguments of the blocks.</summary>
        With: Arguments
        /// <summary>Gates; <c>None</c>: the architecture's.</summary>
        Gates: PluggedGate list option
    }

/// <summary>Exact counts and upper bounds to check; <c>None</c>: not checked.</summary>
type Expect =
    {
        /// <summary>Number of parameters.</summary>
        Parameters: int64 option
        /// <summary>Most parameters.</summary>
        ParametersMax: int64 option
        /// <summary>Multiply-accumulates of one image.</summary>
        Macs: int64 option
        /// <summary>Most multiply-accumulates of one image.</summary>
        MacsMax: int64 option
    }

    /// <summary>No count is checked.</summary>
    static member Nothing = { Parameters = None; ParametersMax = None; Macs = None; MacsMax = None }

/// <summary>What was changed since an architecture was given a name. Comparisons ignore it.</summary>
[<CustomEquality; NoComparison; StructuredFormatDisplay("{Labels}")>]
type Changes =
    internal
        {
            Labels: string list
            /// Changes that could not be made: the part of the value, and why.
            Mistakes: (string * string) list
        }

    static member internal None = { Labels = []; Mistakes = [] }

    override _.Equals other = other :? Changes
    override _.GetHashCode() = 0

/// <summary>
/// A network. It is complete even if it is derived from another; only its difference from <see cref="F:Base"/> is
/// written.
/// </summary>
[<StructuredFormatDisplay("{Display}")>]
type Architecture =
    {
        /// <summary>Its file below <c>specs/</c>, without <c>.yaml</c>: <c>res2net-29</c>, <c>families/depth/resnet-32</c>.</summary>
        File: string
        /// <summary>What it is called in tables.</summary>
        Name: string
        /// <summary>What it is derived from; written as <c>extends</c>.</summary>
        Base: Architecture option
        /// <summary>What was changed since it was named; it gets its name from this if it is given none.</summary>
        Changes: Changes
        /// <summary>One sentence, or empty.</summary>
        Summary: string
        /// <summary>Channels, rows and columns of an image.</summary>
        Input: (int * int * int) option
        /// <summary>Number of classes.</summary>
        Classes: int option
        /// <summary>Steps before the first stage.</summary>
        Stem: Step list
        /// <summary>Name of the block of stages that do not name one.</summary>
        Block: string option
        /// <summary>Number of blocks of stages that do not give it.</summary>
        Repeat: Expression option
        /// <summary>Arguments for the blocks that declare them.</summary>
        With: Arguments
        /// <summary>Gates of stages that have none of their own.</summary>
        Gates: PluggedGate list
        /// <summary>The stages, in order.</summary>
        Stages: Stage list
        /// <summary>Steps after the last stage.</summary>
        Head: Step list
        /// <summary>Name of the recipe it is trained with.</summary>
        Recipe: string option
        /// <summary>Exact counts and upper bounds to check.</summary>
        Expect: Expect
        /// <summary>Ids of warnings to allow.</summary>
        Allow: string list
    }

    /// <summary>In one line, for F#'s prompt; <c>Spec.write</c> shows all of it.</summary>
    member this.Display =
        match this.Base with
        | Some parent -> $"{this.Name} ({this.File}.yaml, from {parent.Name})"
        | None -> $"{this.Name} ({this.File}.yaml)"
