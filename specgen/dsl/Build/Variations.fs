namespace SeRes2Net.Dsl

/// <summary>
/// Architectures derived from others. <c>named</c> starts a new one, whose file holds <c>extends</c> and the differences. The rest
/// change the one they are given; if it has no base, they start a new one, named after the change.
/// </summary>
[<AutoOpen>]
module Variations =
    // A file in the folder of the base.
    let private beside (parent: Architecture) file =
        match parent.File.LastIndexOf '/' with
        | -1 -> file
        | slash -> parent.File.Substring(0, slash + 1) + file

    let private derive (parent: Architecture) labels name =
        { parent with
            Name = name
            File = beside parent (FileName.ofName name)
            Base = Some parent
            Changes = { parent.Changes with Labels = labels }
            Summary = ""
            Expect = Expect.Nothing
            Allow = [] }

    // The file of a new name, unless 'filed' has chosen another.
    let private fileOf (parent: Architecture) (architecture: Architecture) name =
        if architecture.File = beside parent (FileName.ofName architecture.Name) then
            beside parent (FileName.ofName name)
        else
            architecture.File

    let private madeUp (parent: Architecture) labels =
        let changes = String.concat ", " labels
        $"{parent.Name} ({changes})"

    /// <summary>
    /// A new architecture with this name, derived from the given one. Its file is named after it and lies next to its base's; it starts
    /// without summary, counts and allowed warnings. Changes made before it was named are kept.
    /// </summary>
    let named (name: string) (architecture: Architecture) =
        match architecture.Base with
        | Some parent when not architecture.Changes.Labels.IsEmpty ->
            { architecture with
                Name = name
                File = fileOf parent architecture name
                Changes = { architecture.Changes with Labels = [] } }
        | _ -> derive architecture [] name

    // Every change goes through here, so that an architecture without a base never keeps its name when it is changed.
    let private change (label: string) (edit: Architecture -> Architecture) (architecture: Architecture) =
        let changed =
            match architecture.Base, architecture.Changes.Labels with
            | Some _, [] -> edit architecture
            | Some parent, labels ->
                let labels = labels @ [ label ]
                let name = madeUp parent labels

                edit
                    { architecture with
                        Name = name
                        File = fileOf parent architecture name
                        Changes = { architecture.Changes with Labels = labels } }
            | None, _ -> edit (derive architecture [ label ] (madeUp architecture [ label ]))

        // The exact counts no longer hold; upper bounds may.
        { changed with Expect = { changed.Expect with Parameters = None; Macs = None } }

    let private text (argument: Argument) =
        match argument with
        | Argument.Plain value -> value.Text
        | Argument.Choosing value -> value.Text
        | Argument.Word word -> word
        | Argument.Given steps -> $"{steps.Length} steps"
        | Argument.Gate gate -> gate.Gate

    let private list (pairs: (string * Argument) list) =
        pairs |> List.map (fun (name, value) -> $"{name} {text value}") |> String.concat ", "

    let private place at =
        let streams =
            function
            | All -> "all splits"
            | Last -> "last split"
            | First count -> $"first {count} splits"
            | Only splits -> "splits " + String.concat " " (List.map string splits)

        match at with
        | Pre -> "pre"
        | Split which -> streams which
        | Concat -> "concat"
        | Residual -> "residual"
        | Identity -> "identity"
        | Post -> "post"
        | At slot -> slot
        | AtStreams(slot, which) -> $"{slot}, {streams which}"

    let private plugged (gate: PluggedGate) =
        let given = if gate.Gate.With.Pairs.IsEmpty then "" else " " + list gate.Gate.With.Pairs

        let condition =
            match gate.When with
            | Some condition -> $" when {condition.Text}"
            | None -> ""

        $"{gate.Gate.Gate} at {place gate.At}{given}{condition}"

    /// <summary>Adds a gate in a slot, in every stage that has no gates of its own.</summary>
    let gated (at: Placement) (gate: GateUse) =
        let added = plug at gate
        change (plugged added) (fun architecture -> { architecture with Gates = architecture.Gates @ [ added ] })

    /// <summary>
    /// Replaces the gates in every stage that has none of its own:
    /// <c>withGates [ plug Concat (se 16) |&gt; whereHolds (stageNumber .&gt; 1) ]</c>.
    /// </summary>
    let withGates (gates: PluggedGate list) =
        let label = if gates.IsEmpty then "no gates" else gates |> List.map plugged |> String.concat ", "
        change label (fun architecture -> { architecture with Gates = gates })

    /// <summary>Removes all gates.</summary>
    let ungated =
        change "no gates" (fun architecture ->
            { architecture with
                Gates = []
                Stages = architecture.Stages |> List.map (fun stage -> { stage with Gates = None }) })

    let private replace (Arguments.Arguments before) (pairs: (string * Argument) list) =
        // If two have the same name, the last one counts.
        let pairs = pairs |> List.rev |> List.distinctBy fst |> List.rev
        let given = dict pairs
        let kept = before |> List.map (fun (name, value) -> name, (if given.ContainsKey name then given[name] else value))
        let added = pairs |> List.filter (fun (name, _) -> before |> List.forall (fun (other, _) -> other <> name))
        Arguments.Arguments(kept @ added)

    /// <summary>Arguments for all blocks that declare them; they replace those with the same names, and stages keep their own.</summary>
    let withArguments (pairs: (string * Argument) list) =
        if pairs.IsEmpty then
            id
        else
            change (list pairs) (fun architecture -> { architecture with With = replace architecture.With pairs })

    /// <summary>Uses another block in all stages; its arguments are added to those that are there.</summary>
    let withBlock (block: BlockUse) =
        change (String.concat " " (block.Block :: if block.With.Pairs.IsEmpty then [] else [ list block.With.Pairs ])) (fun architecture ->
            { architecture with
                Block = Some block.Block
                With = replace architecture.With block.With.Pairs
                Stages = architecture.Stages |> List.map (fun stage -> { stage with Block = None }) })

    /// <summary>The same number of blocks in every stage.</summary>
    let repeating (times: int) =
        change $"{times} blocks" (fun architecture ->
            { architecture with
                Repeat = Some(Expression.op_Implicit times)
                Stages = architecture.Stages |> List.map (fun stage -> { stage with Repeat = None }) })

    /// <summary>A stage's arguments; they replace those with the same names.</summary>
    let stageArguments (pairs: (string * Argument) list) (stage: Stage) = { stage with With = replace stage.With pairs }

    /// <summary>A stage's number of blocks.</summary>
    let stageRepeat (times: int) (stage: Stage) = { stage with Repeat = Some(Expression.op_Implicit times) }

    // A change that cannot be made is reported by the checks, as a wrong stage number is in YAML.
    let private mistaken part message (architecture: Architecture) =
        { architecture with
            Changes =
                { architecture.Changes with
                    Mistakes = architecture.Changes.Mistakes @ [ part, message ] } }

    /// <summary>Number of blocks, stage by stage.</summary>
    let withDepths (times: int list) =
        change ("blocks " + String.concat " " (List.map string times)) (fun architecture ->
            let count = architecture.Stages.Length

            if times.Length <> count then
                mistaken "stages" $"{times.Length} numbers of blocks were given for {count} stages." architecture
            else
                { architecture with Stages = List.map2 stageRepeat times architecture.Stages })

    /// <summary>Changes one stage, counted from 1.</summary>
    let withStage (number: int) (edit: Stage -> Stage) =
        change $"stage {number}" (fun architecture ->
            let count = architecture.Stages.Length

            if number < 1 || number > count then
                mistaken "stages" $"There is no stage {number} to change; there are {count}, counted from 1." architecture
            else
                { architecture with
                    Stages = architecture.Stages |> List.mapi (fun i stage -> if i + 1 = number then edit stage else stage) })

    /// <summary>Changes every stage, given its number from 1.</summary>
    let withStages (edit: int -> Stage -> Stage) =
        change "stages" (fun architecture ->
            { architecture with
                Stages = architecture.Stages |> List.mapi (fun i stage -> edit (i + 1) stage) })

    /// <summary>Another stem.</summary>
    let withStem (steps: Step list) = change "stem" (fun architecture -> { architecture with Stem = steps })

    /// <summary>Another head.</summary>
    let withHead (steps: Step list) = change "head" (fun architecture -> { architecture with Head = steps })

    /// <summary>Images of another shape, and another number of classes.</summary>
    let forImages (input: int * int * int) (count: int) =
        let channels, rows, columns = input

        change $"{channels}x{rows}x{columns}, {count} classes" (fun architecture ->
            { architecture with Input = Some input; Classes = Some count })

    /// <summary>Another recipe.</summary>
    let withRecipe (name: string) = change name (fun architecture -> { architecture with Recipe = Some name })

    /// <summary>A summary, in one sentence.</summary>
    let summarised (text: string) (architecture: Architecture) = { architecture with Summary = text }

    /// <summary>Its file below <c>specs/</c>, without <c>.yaml</c>.</summary>
    let filed (file: string) (architecture: Architecture) = { architecture with File = file }

    /// <summary>Allows warnings, by their ids.</summary>
    let allowing (ids: string list) (architecture: Architecture) = { architecture with Allow = architecture.Allow @ ids }

    /// <summary>Exact counts and upper bounds to check.</summary>
    let expecting (expect: Expect) (architecture: Architecture) = { architecture with Expect = expect }
