namespace SeRes2Net.Dsl

open SeRes2Net.Compiler.Text.Diagnostics
open SeRes2Net.Compiler.Text.Sources
open SeRes2Net.Compiler.Text.Yaml

/// <summary>Findings of the compiler as problems of values: which part of a value a place in its text is.</summary>
module internal Places =
    let private contains (where: SourceSpan) line column =
        (line > where.Line || (line = where.Line && column >= where.Column))
        && (line < where.EndLine || (line = where.EndLine && column < where.EndColumn))

    // Changes to stages are written by their numbers from 1; in the value they are a list.
    let private step path (key: string) =
        match path, System.Int32.TryParse key with
        | "", _ -> key
        | "stages", (true, number) -> $"stages[{number - 1}]"
        | _ -> $"{path}.{key}"

    let rec private find (node: YamlNode) path line column =
        match node with
        | :? YamlMapping as map ->
            map.Entries
            |> Seq.tryPick (fun entry ->
                let inner = step path entry.Key.Text

                if contains entry.Key.Where line column then Some inner
                elif contains entry.Value.Where line column then Some(find entry.Value inner line column)
                else None)
            |> Option.defaultValue path
        | :? YamlSequence as list ->
            list.Items
            |> Seq.indexed
            |> Seq.tryPick (fun (i, item) -> if contains item.Where line column then Some(find item $"{path}[{i}]" line column) else None)
            |> Option.defaultValue path
        | _ -> path

    /// <summary>A finding, given the text of its file.</summary>
    let problem (textOf: string -> string option) (finding: Diagnostic) : Problem =
        let where = finding.Where

        let path =
            match textOf where.File with
            | None -> ""
            | Some text ->
                match YamlReader.Read(SourceFile(where.File, text), Report(fun _ _ _ -> ())) with
                | null -> ""
                | tree -> find tree "" where.Line where.Column

        { Id = finding.Id
          IsError = (finding.Severity = Severity.Error)
          Message = finding.Message
          File = Files.below where.File
          Path = path
          Line = where.Line
          Column = where.Column }

    /// <summary>A problem of a whole file, by its path below <c>specs/</c>.</summary>
    let ofFile (descriptor: DiagnosticDescriptor) (file: string) (message: string) : Problem =
        descriptor.At(SourceSpan(Files.place file, 1, 1, 1, 1), message) |> problem (fun _ -> None)
