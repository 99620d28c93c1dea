namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Sources
open SeRes2Net.Compiler.Text.Yaml

/// <summary>The compiler's YAML nodes, made and taken apart.</summary>
module internal Node =
    /// <summary>A node that no value of this library represents: the compiler's own checks say why.</summary>
    exception Unreadable of where: SourceSpan * expected: string

    let private nowhere = Unchecked.defaultof<SourceSpan>

    /// <summary>Gives up on a node.</summary>
    let unreadable (node: YamlNode) expected = raise (Unreadable(node.Where, expected))

    /// <summary>A text that is quoted where it would be something else without.</summary>
    let text (value: string) : YamlNode = YamlScalar(value, false, nowhere)

    /// <summary>A number, truth value, name or expression.</summary>
    let plain (value: string) : YamlNode = YamlScalar(value, true, nowhere)

    /// <summary><c>~</c>.</summary>
    let nothing = plain "~"

    let expression (value: Expression) =
        let isClear = CoreSchema.Classify value.Text <> ScalarKind.Null && isNull (CoreSchema.Ambiguity value.Text)
        // A parameter may be called null or yes.
        if isClear then plain value.Text else text value.Text

    let private sequence (items: YamlNode seq) = YamlSequence(ResizeArray items, nowhere)

    let private mapping (entries: (string * YamlNode) seq) =
        YamlMapping(ResizeArray(entries |> Seq.map (fun (key, value) -> YamlEntry(YamlScalar(key, true, nowhere), value))), nowhere)

    /// <summary>A list in one line, where it fits.</summary>
    let list items : YamlNode = sequence items

    /// <summary>A list with a line for every item.</summary>
    let lines items : YamlNode = sequence items |> fun node -> YamlSequence(node.Items, nowhere, OwnLines = true)

    /// <summary>A map in one line, where it fits.</summary>
    let map entries : YamlNode = mapping entries

    /// <summary>A map with a line for every key.</summary>
    let block entries : YamlNode = mapping entries |> fun node -> YamlMapping(node.Entries, nowhere, OwnLines = true)

    /// <summary>A key that is written only if it has a value.</summary>
    let optional key (toNode: 'T -> YamlNode) (value: 'T option) = value |> Option.map (fun value -> key, toNode value) |> Option.toList

    /// <summary>A key that is written only if its text is not empty.</summary>
    let sentence key (value: string) = if value = "" then [] else [ key, text value ]

    /// <summary>The characters of a scalar.</summary>
    let asText (node: YamlNode) =
        match node with
        | :? YamlScalar as scalar when not scalar.IsNull -> scalar.Text
        | _ -> unreadable node "a text"

    let asList (node: YamlNode) =
        match node with
        | :? YamlSequence as list -> List.ofSeq list.Items
        | _ -> unreadable node "a list"

    /// <summary>Keys and values, in the order of writing.</summary>
    let asMap (node: YamlNode) =
        match node with
        | :? YamlMapping as map -> [ for entry in map.Entries -> entry.Key.Text, entry.Value ]
        | _ -> unreadable node "a map"

    /// <summary>Keys and values of a map that may have only these keys.</summary>
    let asFields (known: string seq) (node: YamlNode) =
        let entries = asMap node

        match entries |> List.tryFind (fun (key, _) -> not (Seq.contains key known)) with
        | Some(key, value) -> unreadable value $"no key {key}"
        | None -> Map.ofList entries

    /// <summary>The value of a key that must be there.</summary>
    let required key (node: YamlNode) (fields: Map<string, YamlNode>) =
        match fields.TryFind key with
        | Some value -> value
        | None -> unreadable node key
