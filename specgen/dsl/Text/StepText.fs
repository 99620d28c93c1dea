namespace SeRes2Net.Dsl

// F#'s reflection speaks of values that may be null; of ours only None is, and that is never looked into.
#nowarn "3261" "3264"

open System
open System.Reflection
open Microsoft.FSharp.Reflection
open SeRes2Net.Compiler.Text.Yaml

/// <summary>
/// Steps as YAML nodes. The types say it all: a case of <see cref="T:SeRes2Net.Dsl.Operation"/> or <see cref="T:SeRes2Net.Dsl.Primitive"/>
/// is a step of the same name, its fields or those of its record are its keys, and their types say how a value is written. Only
/// <c>slot</c> and <c>use</c>, whose value is a name, are known here.
/// </summary>
module internal StepText =
    /// <summary><c>GlobalAvgPool</c> as <c>global-avg-pool</c>.</summary>
    let kebab (name: string) =
        let hyphened =
            name
            |> Seq.mapi (fun i c -> if Char.IsAsciiLetterUpper c && i > 0 then "-" + string c else string c)
            |> String.concat ""

        hyphened.ToLowerInvariant()

    let private operations = FSharpType.GetUnionCases typeof<Operation>

    let private byName = operations |> Array.map (fun case -> kebab case.Name, case) |> Map.ofArray

    let private primitives =
        FSharpType.GetUnionCases typeof<Primitive> |> Array.map (fun case -> kebab case.Name, case) |> Map.ofArray

    // The argument that a bare value stands for.
    let private bareOf name =
        SeRes2Net.Compiler.Graph.Primitives.All
        |> Seq.tryFind (fun primitive -> primitive.Name = name)
        |> Option.bind (fun primitive -> Option.ofObj primitive.Bare)

    let private argumentsOf (Arguments.Arguments pairs) = pairs

    let private mayBeLeftOut (field: PropertyInfo) = field.IsDefined(typeof<MayBeLeftOutAttribute>, false)

    let private isA (definition: Type) (t: Type) = t.IsGenericType && t.GetGenericTypeDefinition() = definition

    // A choice: a union whose cases have no fields.
    let private wordOf (case: obj) (t: Type) = kebab (fst (FSharpValue.GetUnionFields(case, t))).Name

    let private ofWord (t: Type) (node: YamlNode) =
        let word = Node.asText node

        match FSharpType.GetUnionCases t |> Array.tryFind (fun case -> kebab case.Name = word) with
        | Some case -> FSharpValue.MakeUnion(case, [||])
        | None -> Node.unreadable node t.Name

    let private hasOwnLines (steps: Step list) =
        let isShort (step: Step) =
            step = Steps.step step.Operation
            && match step.Operation with
               | Operation.Slot _ -> true
               | Operation.Primitive primitive -> (fst (FSharpValue.GetUnionFields(primitive, typeof<Primitive>))).GetFields().Length = 0
               | operation -> (fst (FSharpValue.GetUnionFields(operation, typeof<Operation>))).GetFields().Length = 0

        steps.Length > 3 || not (List.forall isShort steps)

    let rec private valueNode (t: Type) (value: obj) : YamlNode =
        if t = typeof<Expression> then
            Node.expression (value :?> Expression)
        elif t = typeof<Size> then
            match value :?> Size with
            | Square both -> Node.expression both
            | Sides(rows, columns) -> Node.list [ Node.expression rows; Node.expression columns ]
        elif t = typeof<Step list> then
            steps (value :?> Step list)
        elif t = typeof<Step list list> then
            paths (value :?> Step list list)
        elif t = typeof<Axis list> then
            Node.list [ for axis in (value :?> Axis list) -> Node.plain (wordOf axis typeof<Axis>) ]
        elif isA typedefof<Pick<_>> t then
            match FSharpValue.GetUnionFields(value, t) with
            | case, [| chosen |] when case.Name = "Is" -> Node.plain (wordOf chosen (t.GetGenericArguments()[0]))
            | _, fields -> Node.text ("=" + (fields[0] :?> Expression).Text)
        elif FSharpType.IsRecord t then
            Node.map (recordEntries t value)
        else
            Node.plain (wordOf value t)

    // Keys that are not given, and lists without steps, are not written.
    and private recordEntries (t: Type) (value: obj) = fieldEntries (FSharpType.GetRecordFields t) (FSharpValue.GetRecordFields value)

    and private fieldEntries (fields: PropertyInfo[]) (values: obj[]) =
        [ for field, content in Array.zip fields values do
              let key = kebab field.Name

              if isA typedefof<option<_>> field.PropertyType then
                  match FSharpValue.GetUnionFields(content, field.PropertyType) with
                  | _, [| some |] -> key, valueNode (field.PropertyType.GetGenericArguments()[0]) some
                  | _ -> ()
              else
                  match content with
                  | :? (Step list) as list when list.IsEmpty && mayBeLeftOut field -> ()
                  | _ -> key, valueNode field.PropertyType content ]

    /// <summary>A list of steps.</summary>
    and steps (list: Step list) : YamlNode =
        if hasOwnLines list then Node.lines (list |> List.map step) else Node.list (list |> List.map short)

    // A path of one step is written without the list.
    and private paths (list: Step list list) : YamlNode =
        let isLong = list |> List.exists hasOwnLines

        let items =
            list
            |> List.map (function
                | [ single ] -> if isLong then step single else short single
                | several -> steps several)

        if isLong then Node.lines items else Node.list items

    and private operationEntry (operation: Operation) : string * YamlNode option * (string * YamlNode) list =
        match operation with
        | Operation.Slot name -> "slot", Some(Node.text name), []
        | Operation.Use(name, given) ->
            let given = argumentsOf given
            "use", Some(Node.text name), (if given.IsEmpty then [] else [ "with", Node.map (argumentEntries given) ])
        | Operation.Primitive primitive ->
            let case, values = FSharpValue.GetUnionFields(primitive, typeof<Primitive>)
            let name = kebab case.Name

            match fieldEntries (case.GetFields()) values with
            | [] -> name, None, []
            | [ _, bare ] when bareOf name <> None -> name, Some bare, []
            | entries -> name, Some(Node.map entries), []
        | _ ->
            match FSharpValue.GetUnionFields(operation, typeof<Operation>) with
            | case, [||] -> kebab case.Name, None, []
            | case, fields ->
                match recordEntries (fields[0].GetType()) fields[0] with
                | [] -> kebab case.Name, None, []
                | entries -> kebab case.Name, Some(Node.map entries), []

    // A step inside brackets.
    and private short (step: Step) : YamlNode = written Node.map step

    /// <summary>One step, on a line of its own.</summary>
    and step (step: Step) : YamlNode = written Node.block step

    and private written single (step: Step) : YamlNode =
        let name, value, further = operationEntry step.Operation

        let modifiers =
            further
            @ Node.optional "when" Node.expression step.When
            @ Node.optional "name" Node.text step.Name
            @ Node.optional "as" Node.text step.As
            @ Node.optional "of" Node.text step.Of

        match value, modifiers with
        | None, [] -> Node.plain name
        | Some value, [] -> single [ name, value ]
        | _ ->
            let value = defaultArg value Node.nothing
            Node.map ((name, value) :: modifiers)

    /// <summary>Arguments as keys and values.</summary>
    and argumentEntries (pairs: (string * Argument) list) = pairs |> List.map (fun (name, value) -> name, argument value)

    /// <summary>The value of a parameter.</summary>
    and argument (value: Argument) : YamlNode =
        match value with
        | Argument.Plain value -> Node.expression value
        | Argument.Word word -> Node.text word
        | Argument.Choosing value -> Node.text ("=" + value.Text)
        | Argument.Given list -> Node.list (list |> List.map short)
        | Argument.Gate gate when gate.With.Pairs.IsEmpty -> Node.map [ "gate", Node.text gate.Gate ]
        | Argument.Gate gate -> Node.map (("gate", Node.text gate.Gate) :: spread Keys.gateValue gate.With)

    /// <summary>Arguments as keys of their own; those whose names are reserved go into <c>with</c>.</summary>
    and spread (reserved: string seq) (given: Arguments) =
        let inside, outside = given.Pairs |> List.partition (fun (name, _) -> Seq.contains name reserved)

        argumentEntries outside @ (if inside.IsEmpty then [] else [ "with", Node.map (argumentEntries inside) ])

    let rec private ofValue (t: Type) (node: YamlNode) : obj =
        if t = typeof<Expression> then
            ExpressionText.ofNode node
        elif t = typeof<Size> then
            match node with
            | :? YamlSequence as sides when sides.Items.Count = 2 ->
                Sides(ExpressionText.ofNode sides.Items[0], ExpressionText.ofNode sides.Items[1])
            | :? YamlSequence -> Node.unreadable node "two sizes"
            | _ -> Square(ExpressionText.ofNode node)
        elif t = typeof<Step list> then
            ofSteps node
        elif t = typeof<Step list list> then
            Node.asList node |> List.map ofSteps |> box
        elif t = typeof<Axis list> then
            [ for item in Node.asList node -> (ofWord typeof<Axis> item :?> Axis) ] |> box
        elif isA typedefof<Pick<_>> t then
            let cases = FSharpType.GetUnionCases t
            let text = Node.asText node

            if text.StartsWith '=' then
                match Parsing.tryOfText (text.Substring 1) with
                | Some expression -> FSharpValue.MakeUnion(cases[1], [| box expression |])
                | None -> Node.unreadable node "an expression"
            else
                FSharpValue.MakeUnion(cases[0], [| ofWord (t.GetGenericArguments()[0]) node |])
        elif FSharpType.IsRecord t then
            ofRecord t node
        else
            ofWord t node

    and private ofRecord (t: Type) (node: YamlNode) : obj = FSharpValue.MakeRecord(t, ofFields (FSharpType.GetRecordFields t) node)

    and private ofFields (fields: PropertyInfo[]) (node: YamlNode) : obj[] =
        let entries =
            if node.IsNull then
                Map.empty
            else
                Node.asFields (fields |> Array.map (fun field -> kebab field.Name)) node

        fields
        |> Array.map (fun field ->
            let found = entries.TryFind(kebab field.Name)

            if isA typedefof<option<_>> field.PropertyType then
                let cases = FSharpType.GetUnionCases field.PropertyType

                match found with
                | Some value -> FSharpValue.MakeUnion(cases[1], [| ofValue (field.PropertyType.GetGenericArguments()[0]) value |])
                | None -> FSharpValue.MakeUnion(cases[0], [||])
            else
                match found with
                | Some value -> ofValue field.PropertyType value
                | None when field.PropertyType = typeof<Step list> && mayBeLeftOut field -> box (List.empty<Step>)
                | None -> Node.unreadable node (kebab field.Name))

    /// <summary>A list of steps; a single step may be written without the list.</summary>
    and ofSteps (node: YamlNode) : Step list =
        match node with
        | :? YamlSequence as list -> [ for item in list.Items -> ofStep item ]
        | _ -> [ ofStep node ]

    /// <summary>One step.</summary>
    and ofStep (node: YamlNode) : Step =
        match node with
        | :? YamlScalar -> ofOperation node (Node.asText node) None None |> Steps.step
        | _ ->
            let entries = Node.asMap node
            let modifier key = entries |> List.tryFind (fun (name, _) -> name = key) |> Option.map snd

            match entries |> List.filter (fun (name, _) -> not (Seq.contains name Keys.modifiers)) with
            | [ name, value ] ->
                { Operation = ofOperation node name (Some value) (modifier "with")
                  When = modifier "when" |> Option.map ExpressionText.ofNode
                  Name = modifier "name" |> Option.map Node.asText
                  As = modifier "as" |> Option.map Node.asText
                  Of = modifier "of" |> Option.map Node.asText }
            | _ -> Node.unreadable node "one step"

    and private ofOperation (node: YamlNode) (name: string) (value: YamlNode option) (given: YamlNode option) : Operation =
        match name, value, given with
        | "slot", Some value, None -> Operation.Slot(Node.asText value)
        | "use", Some value, _ ->
            Operation.Use(Node.asText value, Arguments.Arguments(given |> Option.map ofArguments |> Option.defaultValue []))
        | _, _, None when primitives.ContainsKey name ->
            let case = primitives[name]
            let value = defaultArg value Node.nothing

            let values =
                match bareOf name, value with
                | Some _, (:? YamlScalar | :? YamlSequence) -> [| ofValue (case.GetFields()[0]).PropertyType value |]
                | _ -> ofFields (case.GetFields()) value

            Operation.Primitive(FSharpValue.MakeUnion(case, values) :?> Primitive)
        | _, _, None when byName.ContainsKey name ->
            let case = byName[name]

            match case.GetFields(), value with
            | [||], None -> FSharpValue.MakeUnion(case, [||]) :?> Operation
            | [||], Some value when value.IsNull -> FSharpValue.MakeUnion(case, [||]) :?> Operation
            | [| field |], _ when FSharpType.IsRecord field.PropertyType ->
                FSharpValue.MakeUnion(case, [| ofRecord field.PropertyType (defaultArg value Node.nothing) |]) :?> Operation
            | _ -> Node.unreadable node name
        | _ -> Node.unreadable node "a step"

    /// <summary>Arguments in a map.</summary>
    and ofArguments (node: YamlNode) : (string * Argument) list =
        if node.IsNull then
            []
        else
            Node.asMap node |> List.map (fun (name, value) -> name, ofArgument value)

    /// <summary>The value of a parameter.</summary>
    and ofArgument (node: YamlNode) : Argument =
        match node with
        | :? YamlScalar ->
            let text = Node.asText node

            if text.StartsWith '=' then
                match Parsing.tryOfText (text.Substring 1) with
                | Some expression -> Argument.Choosing expression
                | None -> Node.unreadable node "an expression"
            else
                ToArgument.Word text
        | :? YamlSequence -> Argument.Given(ofSteps node)
        | _ ->
            let entries = Node.asMap node

            match entries |> List.tryFind (fun (key, _) -> key = "gate") with
            | Some(_, gate) -> ToArgument.Gate { Gate = Node.asText gate; With = gathered Keys.gateValue entries }
            | None -> Argument.Given [ ofStep node ]

    /// <summary>The keys of a map that are arguments, and those in its <c>with</c>.</summary>
    and gathered (reserved: string seq) (entries: (string * YamlNode) list) : Arguments =
        let outside =
            entries
            |> List.filter (fun (key, _) -> not (Seq.contains key reserved))
            |> List.map (fun (key, value) -> key, ofArgument value)

        let inside =
            entries |> List.tryFind (fun (key, _) -> key = "with") |> Option.map (snd >> ofArguments) |> Option.defaultValue []

        Arguments.Arguments(outside @ inside)

    /// <summary>What a definition does.</summary>
    let body (body: Body) : YamlNode =
        match body with
        | Body.Sequence list -> Node.lines (list |> List.map step)
        | Body.Single single -> step single

    /// <summary>What a definition does.</summary>
    let ofBody (node: YamlNode) : Body =
        match node with
        | :? YamlSequence -> Body.Sequence(ofSteps node)
        | _ -> Body.Single(ofStep node)
