namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Yaml

/// <summary>What differs between two values, by the keys of the language.</summary>
module internal Comparing =
    // Keys that describe the file, not the network.
    let private own = [ "summary"; "expect"; "allow" ]

    // Items of other lists are steps: the list as a whole says enough.
    let private countedLists = [ "stages"; "gates" ]

    let private below path key = if path = "" then key else $"{path}.{key}"

    let rec private differing (path: string) (key: string) (a: YamlNode) (b: YamlNode) : string list =
        match a, b with
        | (:? YamlScalar as a), (:? YamlScalar as b) when a.Text = b.Text -> []
        | (:? YamlMapping as a), (:? YamlMapping as b) -> inMaps path (Node.asMap a) (Node.asMap b)
        | (:? YamlSequence as a), (:? YamlSequence as b) when a.Items.Count = b.Items.Count ->
            let found =
                List.zip (List.ofSeq a.Items) (List.ofSeq b.Items) |> List.mapi (fun i (a, b) -> differing $"{path}[{i}]" "" a b)

            match List.concat found with
            | [] -> []
            | inner -> if List.contains key countedLists then inner else [ path ]
        | _ -> [ path ]

    and private inMaps path a b =
        let one, other = Map.ofList a, Map.ofList b

        [ for key in List.map fst a @ List.map fst b |> List.distinct do
              match one.TryFind key, other.TryFind key with
              | Some one, Some other -> yield! differing (below path key) key one other
              | _ -> below path key ]

    let private entries (value: SpecFile) =
        match value with
        | SpecFile.Architecture value -> ArchitectureText.entries value |> List.filter (fun (key, _) -> not (List.contains key own))
        | SpecFile.Block value -> DefinitionText.block value
        | SpecFile.Gate value -> DefinitionText.gate value
        | SpecFile.Recipe value -> RecipeText.recipe value
        | SpecFile.Study value -> StudyText.study id value

    /// <summary>The keys of what differs, such as <c>stages[1].width</c>. An architecture's base is ignored.</summary>
    let keys (a: SpecFile) (b: SpecFile) : string list = inMaps "" (entries a) (entries b)

    /// <summary>Whether two architectures are the same network, whatever their bases, summaries, counts and allowed warnings.</summary>
    let areSame (a: Architecture) (b: Architecture) = List.isEmpty (keys (SpecFile.Architecture a) (SpecFile.Architecture b))
