namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Yaml

/// <summary>Blocks and gates as YAML nodes.</summary>
module internal DefinitionText =
    let private bounds min max = Node.optional "min" Node.expression min @ Node.optional "max" Node.expression max

    let private parameter (parameter: Parameter) =
        let kind, range =
            match parameter.Type with
            | ParameterType.Int(min, max) -> "int", bounds min max
            | ParameterType.Float(min, max) -> "float", bounds min max
            | ParameterType.Bool -> "bool", []
            | ParameterType.Choice among -> "choice", [ "of", Node.list (among |> List.map Node.text) ]
            | ParameterType.Steps -> "steps", []
            | ParameterType.Gate -> "gate", []

        parameter.Name,
        Node.map (
            [ "type", Node.plain kind ]
            @ range
            @ Node.optional "default" StepText.argument parameter.Default
            @ (if parameter.FirstOnly then [ "first-only", Node.plain "true" ] else [])
            @ Node.sentence "summary" parameter.Summary
        )

    let private check (check: Check) =
        match check with
        | Require(condition, message) -> Node.map [ "require", Node.expression condition; "message", Node.text message ]
        | WarnIf(condition, message) -> Node.map [ "warn-if", Node.expression condition; "message", Node.text message ]

    let private shape (channels: int, rows: int, columns: int) =
        Node.list [ for size in [ channels; rows; columns ] -> Node.plain (string size) ]

    let private example (example: Example) =
        Node.map (
            [ "input", shape example.Input ]
            @ (if example.With.Pairs.IsEmpty then
                   []
               else
                   [ "with", Node.map (StepText.argumentEntries example.With.Pairs) ])
        )

    let private entries kind name summary parameters checks attempt body =
        [ kind, Node.text name ]
        @ Node.sentence "summary" summary
        @ (if List.isEmpty parameters then
               []
           else
               [ "parameters", Node.block (parameters |> List.map parameter) ])
        @ (if List.isEmpty checks then [] else [ "checks", Node.lines (checks |> List.map check) ])
        @ Node.optional "try" example attempt
        @ [ "body", StepText.body body ]

    /// <summary>A block's keys, in the order of writing.</summary>
    let block (block: Block) = entries "block" block.Name block.Summary block.Parameters block.Checks block.Try block.Body

    /// <summary>A gate's keys, in the order of writing.</summary>
    let gate (gate: Gate) = entries "gate" gate.Name gate.Summary gate.Parameters gate.Checks gate.Try gate.Body

    let private ofParameter (name: string, node: YamlNode) : Parameter =
        let fields = Node.asFields Keys.parameter node
        let bound key = fields.TryFind key |> Option.map ExpressionText.ofNode

        let kind =
            match Node.asText (Node.required "type" node fields) with
            | "int" -> ParameterType.Int(bound "min", bound "max")
            | "float" -> ParameterType.Float(bound "min", bound "max")
            | "bool" -> ParameterType.Bool
            | "choice" -> ParameterType.Choice(Node.required "of" node fields |> Node.asList |> List.map Node.asText)
            | "steps" -> ParameterType.Steps
            | "gate" -> ParameterType.Gate
            | _ -> Node.unreadable node "a type"

        { Name = name
          Type = kind
          Default = fields.TryFind "default" |> Option.map StepText.ofArgument
          FirstOnly = fields.TryFind "first-only" |> Option.map ExpressionText.bool |> Option.defaultValue false
          Summary = fields.TryFind "summary" |> Option.map Node.asText |> Option.defaultValue "" }

    let private ofCheck (node: YamlNode) : Check =
        let fields = Node.asFields Keys.check node
        let message = Node.asText (Node.required "message" node fields)

        match fields.TryFind "require", fields.TryFind "warn-if" with
        | Some condition, None -> Require(ExpressionText.ofNode condition, message)
        | None, Some condition -> WarnIf(ExpressionText.ofNode condition, message)
        | _ -> Node.unreadable node "require or warn-if"

    /// <summary>Channels, rows and columns.</summary>
    let ofShape (node: YamlNode) =
        match Node.asList node |> List.map ExpressionText.int with
        | [ channels; rows; columns ] -> channels, rows, columns
        | _ -> Node.unreadable node "[channels, rows, columns]"

    let private ofExample (node: YamlNode) : Example =
        let fields = Node.asFields Keys.example node

        { Input = ofShape (Node.required "input" node fields)
          With = fields.TryFind "with" |> Option.map StepText.ofArguments |> Option.defaultValue [] |> Arguments.Arguments }

    /// <summary>A block or a gate.</summary>
    let ofNode (node: YamlNode) : SpecFile =
        let fields = Node.asFields Keys.definition node
        let summary = fields.TryFind "summary" |> Option.map Node.asText |> Option.defaultValue ""

        let parameters = fields.TryFind "parameters" |> Option.map (Node.asMap >> List.map ofParameter) |> Option.defaultValue []

        let checks = fields.TryFind "checks" |> Option.map (Node.asList >> List.map ofCheck) |> Option.defaultValue []
        let attempt = fields.TryFind "try" |> Option.map ofExample
        let body = StepText.ofBody (Node.required "body" node fields)

        match fields.TryFind "block", fields.TryFind "gate" with
        | Some name, None ->
            SpecFile.Block
                { Name = Node.asText name
                  Summary = summary
                  Parameters = parameters
                  Checks = checks
                  Try = attempt
                  Body = body }
        | None, Some name ->
            SpecFile.Gate
                { Name = Node.asText name
                  Summary = summary
                  Parameters = parameters
                  Checks = checks
                  Try = attempt
                  Body = body }
        | _ -> Node.unreadable node "a block or a gate"
