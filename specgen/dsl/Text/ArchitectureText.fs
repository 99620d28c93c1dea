namespace SeRes2Net.Dsl

open System
open SeRes2Net.Compiler.Text.Yaml

/// <summary>Architectures as YAML nodes, complete: their bases are ignored.</summary>
module internal ArchitectureText =
    let private streams (streams: Streams) =
        match streams with
        | All -> Node.plain "all"
        | Last -> Node.plain "last"
        | First count -> Node.plain $"first {count}"
        | Only splits -> Node.list [ for split in splits -> Node.plain (string split) ]

    let private ofStreams (node: YamlNode) : Streams =
        match node with
        | :? YamlSequence as list -> Only [ for item in list.Items -> ExpressionText.int item ]
        | _ ->
            match (Node.asText node).Split(' ', StringSplitOptions.RemoveEmptyEntries) with
            | [| "all" |] -> All
            | [| "last" |] -> Last
            | [| "first"; count |] when fst (Int32.TryParse count) -> First(int count)
            | _ -> Node.unreadable node "streams"

    let private place (placement: Placement) =
        match placement with
        | Pre -> "pre", None
        | Split which -> "split", Some which
        | Concat -> "concat", None
        | Residual -> "residual", None
        | Identity -> "identity", None
        | Post -> "post", None
        | At slot -> slot, None
        | AtStreams(slot, which) -> slot, Some which

    let private ofPlace slot which =
        match slot, which with
        | "split", None -> Split All
        | "split", Some which -> Split which
        | _, Some which -> AtStreams(slot, which)
        | "pre", None -> Pre
        | "concat", None -> Concat
        | "residual", None -> Residual
        | "identity", None -> Identity
        | "post", None -> Post
        | _ -> At slot

    let private gate (gate: PluggedGate) =
        let slot, which = place gate.At

        Node.map (
            [ "gate", Node.text gate.Gate.Gate; "at", Node.text slot ]
            @ Node.optional "streams" streams which
            @ Node.optional "when" Node.expression gate.When
            @ StepText.spread Keys.gate gate.Gate.With
        )

    let private ofGate (node: YamlNode) : PluggedGate =
        let entries = Node.asMap node
        let fields = Map.ofList entries
        let which = fields.TryFind "streams" |> Option.map ofStreams

        { Gate =
            { Gate = Node.asText (Node.required "gate" node fields)
              With = StepText.gathered Keys.gate entries }
          At = ofPlace (Node.asText (Node.required "at" node fields)) which
          When = fields.TryFind "when" |> Option.map ExpressionText.ofNode }

    let private stage (stage: Stage) =
        Node.map (
            Node.optional "name" Node.text stage.Name
            @ Node.optional "block" Node.text stage.Block
            @ Node.optional "repeat" Node.expression stage.Repeat
            @ StepText.spread Keys.stage stage.With
            @ Node.optional "gates" (List.map gate >> Node.list) stage.Gates
        )

    let private ofStage (node: YamlNode) : Stage =
        let entries = Node.asMap node
        let fields = Map.ofList entries

        { Name = fields.TryFind "name" |> Option.map Node.asText
          Block = fields.TryFind "block" |> Option.map Node.asText
          Repeat = fields.TryFind "repeat" |> Option.map ExpressionText.ofNode
          With = StepText.gathered Keys.stage entries
          Gates = fields.TryFind "gates" |> Option.map (Node.asList >> List.map ofGate) }

    let private number (value: int64) = Node.plain (string value)

    let private expect (expect: Expect) =
        Node.optional "parameters" number expect.Parameters
        @ Node.optional "parameters-max" number expect.ParametersMax
        @ Node.optional "macs" number expect.Macs
        @ Node.optional "macs-max" number expect.MacsMax

    let private ofExpect (node: YamlNode) : Expect =
        let fields = Node.asFields Keys.expect node
        let count key = fields.TryFind key |> Option.map ExpressionText.long

        { Parameters = count "parameters"
          ParametersMax = count "parameters-max"
          Macs = count "macs"
          MacsMax = count "macs-max" }

    let private listed key (toNode: 'T list -> YamlNode) (list: 'T list) = if list.IsEmpty then [] else [ key, toNode list ]

    /// <summary>Its keys, in the order of writing.</summary>
    let entries (architecture: Architecture) : (string * YamlNode) list =
        [ "name", Node.text architecture.Name ]
        @ Node.sentence "summary" architecture.Summary
        @ Node.optional
            "input"
            (fun (channels, rows, columns) -> Node.list [ for size in [ channels; rows; columns ] -> Node.plain (string size) ])
            architecture.Input
        @ Node.optional "classes" (fun (count: int) -> Node.plain (string count)) architecture.Classes
        @ listed "stem" (List.map StepText.step >> Node.lines) architecture.Stem
        @ Node.optional "block" Node.text architecture.Block
        @ Node.optional "repeat" Node.expression architecture.Repeat
        @ listed "with" (StepText.argumentEntries >> Node.map) architecture.With.Pairs
        @ listed "gates" (List.map gate >> Node.lines) architecture.Gates
        @ listed "stages" (List.map stage >> Node.lines) architecture.Stages
        @ listed "head" (List.map StepText.step >> Node.lines) architecture.Head
        @ Node.optional "recipe" Node.text architecture.Recipe
        @ (match expect architecture.Expect with
           | [] -> []
           | counts -> [ "expect", Node.map counts ])
        @ listed "allow" (List.map Node.text >> Node.list) architecture.Allow

    /// <summary>The architecture in a merged tree.</summary>
    let ofNode (file: string) (parent: Architecture option) (node: YamlNode) : Architecture =
        let fields = Node.asFields Keys.architecture node
        let list key convert = fields.TryFind key |> Option.map convert |> Option.defaultValue []

        { File = file
          Name = Node.asText (Node.required "name" node fields)
          Base = parent
          Changes = Changes.None
          Summary = fields.TryFind "summary" |> Option.map Node.asText |> Option.defaultValue ""
          Input = fields.TryFind "input" |> Option.map DefinitionText.ofShape
          Classes = fields.TryFind "classes" |> Option.map ExpressionText.int
          Stem = list "stem" StepText.ofSteps
          Block = fields.TryFind "block" |> Option.map Node.asText
          Repeat = fields.TryFind "repeat" |> Option.map ExpressionText.ofNode
          With = Arguments.Arguments(list "with" StepText.ofArguments)
          Gates = list "gates" (Node.asList >> List.map ofGate)
          Stages = list "stages" (Node.asList >> List.map ofStage)
          Head = list "head" StepText.ofSteps
          Recipe = fields.TryFind "recipe" |> Option.map Node.asText
          Expect = fields.TryFind "expect" |> Option.map ofExpect |> Option.defaultValue Expect.Nothing
          Allow = list "allow" (Node.asList >> List.map Node.asText) }
