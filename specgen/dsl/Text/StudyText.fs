namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Sources
open SeRes2Net.Compiler.Expand
open SeRes2Net.Compiler.Text.Yaml

/// <summary>Studies as YAML nodes. Files of architectures are written relative to the study's own.</summary>
module internal StudyText =
    /// <summary>A study's keys, in the order of writing.</summary>
    let study (relative: string -> string) (study: Study) =
        [ "study", Node.text (Paths.Name study.File) ]
        @ Node.sentence "summary" study.Summary
        @ [ "specs", Node.lines [ for file in study.Specs -> Node.text (relative file) ] ]
        @ Node.optional "baseline" (relative >> Node.text) study.Baseline
        @ (match study.Recipes with
           | [] -> []
           | [ one ] -> [ "recipe", Node.text one ]
           | several -> [ "recipe", Node.list (List.map Node.text several) ])
        @ Node.optional "data" Node.text study.Data
        @ Node.optional "equivalence" (string >> Node.plain) study.Equivalence
        @ (if study.Measures.IsEmpty then [] else [ "measure", Node.list (List.map Node.text study.Measures) ])
        @ (if study.Claims.IsEmpty then
               []
           else
               [ "claims", Node.list [ for file in study.Claims -> Node.text (relative file) ] ])
        @ [ "seeds", Node.list [ for seed in study.Seeds -> Node.plain (string seed) ] ]

    /// <summary>The study in a tree.</summary>
    let ofNode (file: string) (absolute: string -> string) (node: YamlNode) : Study =
        let fields = Node.asFields Keys.study node

        let name = Node.required "study" node fields

        // A study has no name other than its file's.
        if Node.asText name <> Paths.Name file then
            Node.unreadable name (Paths.Name file)

        { File = file
          Summary = fields.TryFind "summary" |> Option.map Node.asText |> Option.defaultValue ""
          Specs = Node.required "specs" node fields |> Node.asList |> List.map (Node.asText >> absolute)
          Baseline = fields.TryFind "baseline" |> Option.map (Node.asText >> absolute)
          Recipes =
            match fields.TryFind "recipe" with
            | None -> []
            | Some(:? YamlSequence as list) -> Node.asList list |> List.map Node.asText
            | Some one -> [ Node.asText one ]
          Data = fields.TryFind "data" |> Option.map Node.asText
          Equivalence = fields.TryFind "equivalence" |> Option.map ExpressionText.float
          Measures = fields.TryFind "measure" |> Option.map (Node.asList >> List.map Node.asText) |> Option.defaultValue []
          Claims = fields.TryFind "claims" |> Option.map (Node.asList >> List.map (Node.asText >> absolute)) |> Option.defaultValue []
          Seeds = fields.TryFind "seeds" |> Option.map (Node.asList >> List.map ExpressionText.int) |> Option.defaultValue [ 0 ] }
