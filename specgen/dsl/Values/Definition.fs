namespace SeRes2Net.Dsl

/// <summary>What a parameter holds.</summary>
[<RequireQualifiedAccess>]
type ParameterType =
    /// <summary>A whole number; bounds are constants.</summary>
    | Int of min: Expression option * max: Expression option
    /// <summary>A number; bounds are constants.</summary>
    | Float of min: Expression option * max: Expression option
    /// <summary>A truth value.</summary>
    | Bool
    /// <summary>One of these names.</summary>
    | Choice of string list
    /// <summary>A list of steps, run by <c>using</c>.</summary>
    | Steps
    /// <summary>A gate with its arguments, or none; run by <c>using</c>.</summary>
    | Gate

/// <summary>A parameter of a block or gate.</summary>
type Parameter =
    {
        /// <summary>Its name, as in YAML: <c>carry-first</c>.</summary>
        Name: string
        /// <summary>What it holds.</summary>
        Type: ParameterType
        /// <summary>Default value; may use earlier parameters and the shape that enters. <c>None</c>: one must be given.</summary>
        Default: Argument option
        /// <summary>A stage's value reaches its first block only; later blocks get the default.</summary>
        FirstOnly: bool
        /// <summary>One sentence, or empty.</summary>
        Summary: string
    }

/// <summary>A condition on parameters and the shape that enters, with a message.</summary>
type Check =
    /// <summary>An error if it does not hold.</summary>
    | Require of condition: Expression * message: string
    /// <summary>A warning if it holds.</summary>
    | WarnIf of condition: Expression * message: string

/// <summary>An input and arguments to check a definition with on its own.</summary>
type Example =
    {
        /// <summary>Channels, rows and columns that enter.</summary>
        Input: int * int * int
        /// <summary>The arguments.</summary>
        With: Arguments
    }

/// <summary>What a definition does.</summary>
type Body =
    /// <summary>One step; a combinator's parts then hang directly on the block in the names of weights.</summary>
    | Single of Step
    /// <summary>Steps, one after the other.</summary>
    | Sequence of Step list

/// <summary>A block written in the algebra; <c>specs/blocks/NAME.yaml</c>.</summary>
[<StructuredFormatDisplay("{Display}")>]
type Block =
    {
        /// <summary>Its name, which is its file's.</summary>
        Name: string
        /// <summary>One sentence, with the source, or empty.</summary>
        Summary: string
        /// <summary>Its parameters; the default of one may use those before it.</summary>
        Parameters: Parameter list
        /// <summary>Conditions on its parameters that are errors or warnings.</summary>
        Checks: Check list
        /// <summary>What to check it with on its own; <c>None</c>: it is checked only where it is used.</summary>
        Try: Example option
        /// <summary>What it does.</summary>
        Body: Body
    }

    /// <summary>In one line, for F#'s prompt; <c>Spec.write</c> shows all of it.</summary>
    member this.Display = $"the block {this.Name} (blocks/{this.Name}.yaml)"

/// <summary>A gate written in the algebra; <c>specs/gates/NAME.yaml</c>.</summary>
[<StructuredFormatDisplay("{Display}")>]
type Gate =
    {
        /// <summary>Its name, which is its file's.</summary>
        Name: string
        /// <summary>One sentence, with the source, or empty.</summary>
        Summary: string
        /// <summary>Its parameters; the default of one may use those before it.</summary>
        Parameters: Parameter list
        /// <summary>Conditions on its parameters that are errors or warnings.</summary>
        Checks: Check list
        /// <summary>What to check it with on its own; <c>None</c>: it is checked only where it is used.</summary>
        Try: Example option
        /// <summary>What it does.</summary>
        Body: Body
    }

    /// <summary>In one line, for F#'s prompt; <c>Spec.write</c> shows all of it.</summary>
    member this.Display = $"the gate {this.Name} (gates/{this.Name}.yaml)"
