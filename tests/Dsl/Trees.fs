namespace SeRes2Net.Dsl.Tests

open SeRes2Net.Compiler.Text.Diagnostics
open SeRes2Net.Compiler.Text.Sources
open SeRes2Net.Compiler.Text.Yaml
open SeRes2Net.Dsl

/// YAML trees, compared by what they mean: keys in any order, and numbers and expressions in any spelling.
module Trees =
    let read (path: string) (text: string) : YamlNode =
        match YamlReader.Read(SourceFile(path, text), Report(fun _ _ message -> failwith $"{path}: {message}")) with
        | null -> failwith $"{path} holds nothing."
        | node -> node

    let private isSame (a: YamlScalar) (b: YamlScalar) =
        a.Text = b.Text
        || match Parsing.tryOfText a.Text, Parsing.tryOfText b.Text with
           | Some a, Some b -> a = b
           | _ -> false

    /// Where two trees differ: the path of keys, and the values in both.
    let rec differences (path: string) (a: YamlNode) (b: YamlNode) : string list =
        match a, b with
        | (:? YamlScalar as a), (:? YamlScalar as b) -> if isSame a b then [] else [ $"{path}: '{a.Text}' and '{b.Text}'" ]
        | (:? YamlSequence as a), (:? YamlSequence as b) when a.Items.Count = b.Items.Count ->
            List.zip (List.ofSeq a.Items) (List.ofSeq b.Items)
            |> List.mapi (fun i (a, b) -> differences $"{path}[{i}]" a b)
            |> List.concat
        | (:? YamlMapping as a), (:? YamlMapping as b) ->
            [ for entry in a.Entries do
                  match b[entry.Key.Text] with
                  | null -> $"{path}.{entry.Key.Text}: only in the first"
                  | other -> yield! differences $"{path}.{entry.Key.Text}" entry.Value other
              for entry in b.Entries do
                  if isNull (box (a.Find entry.Key.Text)) then
                      $"{path}.{entry.Key.Text}: only in the second" ]
        | _ -> [ $"{path}: {a.Noun} and {b.Noun}" ]
