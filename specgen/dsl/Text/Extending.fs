namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Yaml

/// <summary>What a file needs besides <c>extends</c>: the inverse of the compiler's merging.</summary>
module internal Extending =
    let private inheritedNever = [ "name"; "summary"; "expect"; "allow" ]

    let rec private same (a: YamlNode) (b: YamlNode) =
        match a, b with
        | (:? YamlScalar as a), (:? YamlScalar as b) -> a.Text = b.Text
        | (:? YamlSequence as a), (:? YamlSequence as b) -> a.Items.Count = b.Items.Count && Seq.forall2 same a.Items b.Items
        | (:? YamlMapping as a), (:? YamlMapping as b) ->
            let others = Map.ofList (Node.asMap b)

            a.Entries.Count = b.Entries.Count
            && Node.asMap a
               |> List.forall (fun (key, value) ->
                   match others.TryFind key with
                   | Some other -> same value other
                   | None -> false)
        | _ -> false

    // Keys that are new or other, and ~ for those that are gone.
    let rec private changes special (before: (string * YamlNode) list) (after: (string * YamlNode) list) =
        let old = Map.ofList before
        let kept = after |> List.map fst |> Set.ofList

        let written =
            after
            |> List.choose (fun (key, value) ->
                match old.TryFind key with
                | Some other when same other value -> None
                | Some other -> Some(key, special key other value)
                | None -> Some(key, value))

        let removed = before |> List.choose (fun (key, _) -> if kept.Contains key then None else Some(key, Node.nothing))

        written @ removed

    and private nested (_: string) (before: YamlNode) (after: YamlNode) : YamlNode =
        match before, after with
        | (:? YamlMapping), (:? YamlMapping) -> Node.map (changes nested (Node.asMap before) (Node.asMap after))
        | _ -> after

    // Stages by their numbers, unless most of what they say has changed anyway.
    let private stages (before: YamlNode) (after: YamlNode) : YamlNode =
        let old, now = Node.asList before, Node.asList after

        if old.Length <> now.Length then
            after
        else
            let edits =
                List.zip old now
                |> List.mapi (fun i (before, after) -> string (i + 1), changes nested (Node.asMap before) (Node.asMap after))
                |> List.filter (fun (_, entries) -> not entries.IsEmpty)

            let written = edits |> List.sumBy (fun (_, entries) -> entries.Length)
            let whole = now |> List.sumBy (fun stage -> (Node.asMap stage).Length)

            if written * 2 > whole then
                after
            else
                Node.map [ for number, entries in edits -> number, Node.map entries ]

    let private root key before after = if key = "stages" then stages before after else nested key before after

    /// <summary>The keys of an architecture's file, given those of what it was made from.</summary>
    let between (before: (string * YamlNode) list) (after: (string * YamlNode) list) =
        let own, common = after |> List.partition (fun (key, _) -> List.contains key inheritedNever)
        let inherited = before |> List.filter (fun (key, _) -> not (List.contains key inheritedNever))
        let found = own @ changes root inherited common |> Map.ofList

        [ for key in Keys.architecture do
              match found.TryFind key with
              | Some value -> key, value
              | None -> () ]
