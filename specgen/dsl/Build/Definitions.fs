namespace SeRes2Net.Dsl

/// <summary>Parameters of blocks and gates.</summary>
type Parameters =
    static member private make(name, parameterType, value: Argument option, firstOnly: bool option, summary: string option) =
        { Name = name
          Type = parameterType
          Default = value
          FirstOnly = defaultArg firstOnly false
          Summary = defaultArg summary "" }

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name, as in YAML.</param>
    /// <param name="summary">One sentence. Default: none.</param>
    /// <param name="min">Least value. Default: no bound.</param>
    /// <param name="max">Largest value. Default: no bound.</param>
    /// <param name="value">Default value; may use earlier parameters. Without it, one must be given.</param>
    /// <param name="firstOnly">A stage's value reaches its first block only. Default: false.</param>
    static member int
        (name: string, ?summary: string, ?min: Expression, ?max: Expression, ?value: Expression, ?firstOnly: bool)
        : Parameter =
        Parameters.make (name, ParameterType.Int(min, max), Option.map Argument.Plain value, firstOnly, summary)

    /// <summary>A number.</summary>
    /// <param name="name">Its name, as in YAML.</param>
    /// <param name="summary">One sentence. Default: none.</param>
    /// <param name="min">Least value. Default: no bound.</param>
    /// <param name="max">Largest value. Default: no bound.</param>
    /// <param name="value">Default value; may use earlier parameters. Without it, one must be given.</param>
    /// <param name="firstOnly">A stage's value reaches its first block only. Default: false.</param>
    static member float
        (name: string, ?summary: string, ?min: Expression, ?max: Expression, ?value: Expression, ?firstOnly: bool)
        : Parameter =
        Parameters.make (name, ParameterType.Float(min, max), Option.map Argument.Plain value, firstOnly, summary)

    /// <summary>A truth value.</summary>
    /// <param name="name">Its name, as in YAML.</param>
    /// <param name="summary">One sentence. Default: none.</param>
    /// <param name="value">Default value; may use earlier parameters. Without it, one must be given.</param>
    /// <param name="firstOnly">A stage's value reaches its first block only. Default: false.</param>
    static member bool(name: string, ?summary: string, ?value: Expression, ?firstOnly: bool) : Parameter =
        Parameters.make (name, ParameterType.Bool, Option.map Argument.Plain value, firstOnly, summary)

    /// <summary>One of some names.</summary>
    /// <param name="name">Its name, as in YAML.</param>
    /// <param name="among">The names.</param>
    /// <param name="summary">One sentence. Default: none.</param>
    /// <param name="value">Default choice. Without it, one must be given.</param>
    /// <param name="firstOnly">A stage's value reaches its first block only. Default: false.</param>
    static member choice(name: string, among: string list, ?summary: string, ?value: string, ?firstOnly: bool) : Parameter =
        Parameters.make (name, ParameterType.Choice among, Option.map ToArgument.Word value, firstOnly, summary)

    /// <summary>A list of steps, such as an activation; <c>using</c> runs them.</summary>
    /// <param name="name">Its name, as in YAML.</param>
    /// <param name="summary">One sentence. Default: none.</param>
    /// <param name="value">Default steps. Without them, some must be given.</param>
    static member steps(name: string, ?summary: string, ?value: Step list) : Parameter =
        Parameters.make (name, ParameterType.Steps, Option.map Argument.Given value, None, summary)

    /// <summary>A gate with its arguments; <c>using</c> runs it.</summary>
    /// <param name="name">Its name, as in YAML.</param>
    /// <param name="summary">One sentence. Default: none.</param>
    /// <param name="value">Default gate, or <c>noGate</c>. Without it, one must be given.</param>
    static member gate(name: string, ?summary: string, ?value: GateUse) : Parameter =
        Parameters.make (name, ParameterType.Gate, Option.map ToArgument.Gate value, None, summary)

/// <summary>A block or gate that is being written; the parameters bound so far are <c>Bound</c>.</summary>
type Draft<'Bound> =
    internal
        { Bound: 'Bound
          Parameters: Parameter list
          Summary: string
          Checks: Check list
          Try: Example option
          Body: Body }

/// <summary>
/// What <c>block</c> and <c>gate</c> have in common. A parameter is declared with <c>let! width = Parameters.int "width"</c>,
/// which binds the name to the expression that stands for it.
/// </summary>
[<AbstractClass>]
type DefinitionBuilder() =
    /// <summary>Defaults: no parameters, no checks, no body.</summary>
    member _.Yield(bound: 'Bound) : Draft<'Bound> =
        { Bound = bound
          Parameters = []
          Summary = ""
          Checks = []
          Try = None
          Body = Sequence [] }

    /// <summary>Declares a parameter.</summary>
    member _.Bind(parameter: Parameter, next: Expression -> Draft<'Bound>) : Draft<'Bound> =
        let draft = next (Expr.name parameter.Name)

        { draft with Parameters = parameter :: draft.Parameters }

    /// <summary>One sentence, with the source.</summary>
    [<CustomOperation("summary", MaintainsVariableSpace = true)>]
    member _.Summary(draft: Draft<'Bound>, text: string) : Draft<'Bound> = { draft with Summary = text }

    /// <summary>An error with a message if a condition does not hold.</summary>
    [<CustomOperation("require", MaintainsVariableSpace = true)>]
    member _.Require(draft: Draft<'Bound>, [<ProjectionParameter>] condition: 'Bound -> Expression, message: string) : Draft<'Bound> =
        { draft with
            Checks = draft.Checks @ [ Require(condition draft.Bound, message) ] }

    /// <summary>A warning with a message if a condition holds.</summary>
    [<CustomOperation("warnIf", MaintainsVariableSpace = true)>]
    member _.WarnIf(draft: Draft<'Bound>, [<ProjectionParameter>] condition: 'Bound -> Expression, message: string) : Draft<'Bound> =
        { draft with
            Checks = draft.Checks @ [ WarnIf(condition draft.Bound, message) ] }

    /// <summary>An input (channels, rows, columns) and arguments to check it with on its own.</summary>
    [<CustomOperation("tryWith", MaintainsVariableSpace = true)>]
    member _.TryWith(draft: Draft<'Bound>, input: int * int * int, given: (string * Argument) list) : Draft<'Bound> =
        { draft with Try = Some { Input = input; With = Arguments.Arguments given } }

    /// <summary>What it does: steps, one after the other.</summary>
    [<CustomOperation("body", MaintainsVariableSpace = true)>]
    member _.Body(draft: Draft<'Bound>, [<ProjectionParameter>] steps: 'Bound -> Step list) : Draft<'Bound> =
        { draft with
            Body =
                match steps draft.Bound with
                | [ single ] -> Single single
                | several -> Sequence several }

/// <summary>Builds a block.</summary>
type BlockBuilder(name: string) =
    inherit DefinitionBuilder()

    /// <summary>The block.</summary>
    member _.Run(draft: Draft<'Bound>) : Block =
        { Name = name
          Summary = draft.Summary
          Parameters = draft.Parameters
          Checks = draft.Checks
          Try = draft.Try
          Body = draft.Body }

/// <summary>Builds a gate.</summary>
type GateBuilder(name: string) =
    inherit DefinitionBuilder()

    /// <summary>The gate.</summary>
    member _.Run(draft: Draft<'Bound>) : Gate =
        { Name = name
          Summary = draft.Summary
          Parameters = draft.Parameters
          Checks = draft.Checks
          Try = draft.Try
          Body = draft.Body }

/// <summary>Builders of definitions.</summary>
[<AutoOpen>]
module DefinitionBuilding =
    /// <summary>A block of a name: <c>block "wide" { let! out = Parameters.int "out" .. body [ .. ] }</c>.</summary>
    let block (name: string) = BlockBuilder name

    /// <summary>A gate of a name.</summary>
    let gate (name: string) = GateBuilder name
