namespace SeRes2Net.Dsl

/// <summary>Builds a stage.</summary>
type StageBuilder() =
    /// <summary>Defaults: everything as in the architecture.</summary>
    member _.Yield(_: unit) : Stage =
        { Name = None
          Block = None
          Repeat = None
          With = Arguments.Arguments []
          Gates = None }

    /// <summary>Its state-dict name. Default: stage and its number.</summary>
    [<CustomOperation "name">]
    member _.Name(stage: Stage, name: string) = { stage with Name = Some name }

    /// <summary>A block with arguments. Default: the architecture's.</summary>
    [<CustomOperation "block">]
    member _.Block(stage: Stage, block: BlockUse) =
        { stage with
            Block = Some block.Block
            With = Arguments.Arguments(stage.With.Pairs @ block.With.Pairs) }

    /// <summary>Number of blocks. Default: the architecture's, otherwise one.</summary>
    [<CustomOperation "repeat">]
    member _.Repeat(stage: Stage, times: int) = { stage with Repeat = Some(Expression.op_Implicit times) }

    /// <summary>Number of blocks, computed.</summary>
    [<CustomOperation "repeat">]
    member _.Repeat(stage: Stage, times: Expression) = { stage with Repeat = Some times }

    /// <summary>Arguments of its blocks, besides the architecture's.</summary>
    [<CustomOperation "arguments">]
    member _.Arguments(stage: Stage, pairs: (string * Argument) list) = { stage with With = Arguments.Arguments(stage.With.Pairs @ pairs) }

    /// <summary>Plugs a gate in, in this stage only; the architecture's gates then do not apply to it.</summary>
    [<CustomOperation "gated">]
    member _.Gated(stage: Stage, at: Placement, gate: GateUse) =
        { stage with
            Gates = Some(defaultArg stage.Gates [] @ [ { Gate = gate; At = at; When = None } ]) }

    /// <summary>Gates of this stage. An empty list keeps the architecture's gates away.</summary>
    [<CustomOperation "gates">]
    member _.Gates(stage: Stage, gates: PluggedGate list) = { stage with Gates = Some gates }

/// <summary>Builds an architecture.</summary>
type ArchitectureBuilder(name: string) =
    /// <summary>
    /// Defaults: images of [3, 32, 32], 10 classes, a stem without steps, and a head of a global average pool and a linear layer.
    /// </summary>
    member _.Yield(_: unit) : Architecture =
        { File = FileName.ofName name
          Name = name
          Base = None
          Changes = Changes.None
          Summary = ""
          Input = Some(3, 32, 32)
          Classes = Some 10
          Stem = []
          Block = None
          Repeat = None
          With = Arguments.Arguments []
          Gates = []
          Stages = []
          Head = [ globalAvgPool; linear (out = classes) ]
          Recipe = None
          Expect = Expect.Nothing
          Allow = [] }

    /// <summary>Its file below <c>specs/</c>, without <c>.yaml</c>. Default: the name in lower case with hyphens.</summary>
    [<CustomOperation "file">]
    member _.File(architecture: Architecture, file: string) = { architecture with File = file }

    /// <summary>One sentence, with the source.</summary>
    [<CustomOperation "summary">]
    member _.Summary(architecture: Architecture, text: string) = { architecture with Summary = text }

    /// <summary>Channels, rows and columns of an image. Default: (3, 32, 32).</summary>
    [<CustomOperation "input">]
    member _.Input(architecture: Architecture, channels: int, rows: int, columns: int) =
        { architecture with Input = Some(channels, rows, columns) }

    /// <summary>Number of classes. Default: 10.</summary>
    [<CustomOperation "classes">]
    member _.Classes(architecture: Architecture, count: int) = { architecture with Classes = Some count }

    /// <summary>Steps before the first stage. Default: none.</summary>
    [<CustomOperation "stem">]
    member _.Stem(architecture: Architecture, steps: Step list) = { architecture with Stem = steps }

    /// <summary>The block of stages that do not name one, and arguments for all blocks that declare them.</summary>
    [<CustomOperation "block">]
    member _.Block(architecture: Architecture, block: BlockUse) =
        { architecture with
            Block = Some block.Block
            With = Arguments.Arguments(architecture.With.Pairs @ block.With.Pairs) }

    /// <summary>Number of blocks of stages that do not give it. Default: one.</summary>
    [<CustomOperation "repeat">]
    member _.Repeat(architecture: Architecture, times: int) = { architecture with Repeat = Some(Expression.op_Implicit times) }

    /// <summary>Number of blocks of stages that do not give it, computed.</summary>
    [<CustomOperation "repeat">]
    member _.Repeat(architecture: Architecture, times: Expression) = { architecture with Repeat = Some times }

    /// <summary>Arguments for all blocks that declare them.</summary>
    [<CustomOperation "arguments">]
    member _.Arguments(architecture: Architecture, pairs: (string * Argument) list) =
        { architecture with
            With = Arguments.Arguments(architecture.With.Pairs @ pairs) }

    /// <summary>Plugs a gate into a slot of every block that has it.</summary>
    [<CustomOperation "gated">]
    member _.Gated(architecture: Architecture, at: Placement, gate: GateUse) =
        { architecture with
            Gates = architecture.Gates @ [ { Gate = gate; At = at; When = None } ] }

    /// <summary>Gates of all stages that have none of their own.</summary>
    [<CustomOperation "gates">]
    member _.Gates(architecture: Architecture, gates: PluggedGate list) = { architecture with Gates = gates }

    /// <summary>The stages, in order.</summary>
    [<CustomOperation "stages">]
    member _.Stages(architecture: Architecture, stages: Stage list) = { architecture with Stages = stages }

    /// <summary>Steps after the last stage. Default: global average pool and linear layer.</summary>
    [<CustomOperation "head">]
    member _.Head(architecture: Architecture, steps: Step list) = { architecture with Head = steps }

    /// <summary>Name of the recipe it is trained with. Default: none.</summary>
    [<CustomOperation "recipe">]
    member _.Recipe(architecture: Architecture, name: string) = { architecture with Recipe = Some name }

    /// <summary>The exact number of parameters and multiply-accumulates.</summary>
    [<CustomOperation "expect">]
    member _.Expect(architecture: Architecture, parameters: int64, macs: int64) =
        { architecture with
            Expect = { architecture.Expect with Parameters = Some parameters; Macs = Some macs } }

    /// <summary>The most parameters and multiply-accumulates allowed.</summary>
    [<CustomOperation "expectAtMost">]
    member _.ExpectAtMost(architecture: Architecture, parameters: int64, macs: int64) =
        { architecture with
            Expect =
                { architecture.Expect with
                    ParametersMax = Some parameters
                    MacsMax = Some macs } }

    /// <summary>Ids of warnings to allow, e.g. <c>[ "SR2002" ]</c>.</summary>
    [<CustomOperation "allow">]
    member _.Allow(architecture: Architecture, ids: string list) = { architecture with Allow = ids }

    /// <summary>A stage need not name the architecture's own block.</summary>
    member _.Run(architecture: Architecture) : Architecture =
        { architecture with
            Stages =
                architecture.Stages
                |> List.map (fun stage -> if stage.Block = architecture.Block then { stage with Block = None } else stage) }

/// <summary>Builders of architectures.</summary>
[<AutoOpen>]
module ArchitectureBuilding =
    /// <summary>An architecture of a name: <c>architecture "My-Net" { stem [ .. ] .. }</c>.</summary>
    let architecture (name: string) = ArchitectureBuilder name

    /// <summary>A stage: <c>stage { repeat 3 .. }</c>.</summary>
    let stage = StageBuilder()

    /// <summary>A block of a name with its arguments.</summary>
    let blockOf (name: string) (pairs: (string * Argument) list) : BlockUse = { Block = name; With = Arguments.Arguments pairs }

    /// <summary>A gate of a name with its arguments.</summary>
    let gateOf (name: string) (pairs: (string * Argument) list) : GateUse = { Gate = name; With = Arguments.Arguments pairs }

    /// <summary>A gate in a slot, for lists of them.</summary>
    let plug (at: Placement) (gate: GateUse) : PluggedGate = { Gate = gate; At = at; When = None }

    /// <summary>In some stages and blocks only: <c>plug Concat (se 16) |&gt; whereHolds (stageNumber .&gt; 1)</c>.</summary>
    let whereHolds (condition: Expression) (gate: PluggedGate) = { gate with When = Some condition }
