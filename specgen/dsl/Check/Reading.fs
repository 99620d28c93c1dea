namespace SeRes2Net.Dsl

open System.Collections.Generic
open SeRes2Net.Compiler
open SeRes2Net.Compiler.Text.Diagnostics
open SeRes2Net.Compiler.Documents
open SeRes2Net.Compiler.Expand
open SeRes2Net.Compiler.Text.Sources
open SeRes2Net.Compiler.Text.Yaml

/// <summary>Files as values.</summary>
module internal Reading =
    // A file and those that it names, directly and indirectly.
    let private collect (named: SourceFile -> string seq) (load: string -> string option) (path: string) =
        let files = Dictionary<string, SourceFile>()

        let rec add path =
            if not (files.ContainsKey path) then
                match load path with
                | None -> ()
                | Some text ->
                    let file = SourceFile(path, text)
                    files.Add(path, file)
                    Seq.iter add (named file)

        add path
        files

    // Of what a study names only the compiler wants to know more.
    let private extended (file: SourceFile) : string seq =
        if Document.Of(file).Kind = DocumentKind.Architecture then SpecCompiler.References file else []

    // What is said of a text before anybody asks what it means. Errors that a value can have too are none of it: those are for
    // the compiler's checks of the value.
    let private isSound (file: SourceFile) =
        let errors = ref 0

        let count (descriptor: DiagnosticDescriptor) =
            if descriptor.Severity = Severity.Error then
                errors.Value <- errors.Value + 1

        let tree = YamlReader.Read(file, Report(fun descriptor _ _ -> count descriptor))
        errors.Value = 0 && tree :? YamlMapping

    let rec private value (files: FileSet) (path: string) : SpecFile =
        let document = files.Get path |> nonNull
        let root = document.Root |> nonNull

        match root["extends"] with
        | :? YamlScalar as target when document.Kind = DocumentKind.Architecture ->
            let parent =
                match value files (Paths.Combine(Paths.Folder path, target.Text)) with
                | SpecFile.Architecture parent -> parent
                | _ -> Node.unreadable target "an architecture"

            let isWhole = ref true
            let refuse = Report(fun _ _ _ -> isWhole.Value <- false)

            match Extends.Merge(document, files, refuse, ignore) with
            | null -> Node.unreadable root "a file that can be merged"
            | _ when not isWhole.Value -> Node.unreadable root "changes to what is there"
            | merged -> Files.ofNode (Files.below path) (Some parent) merged
        | _ -> Files.ofNode (Files.below path) None root

    /// <summary>The value in a file, or what is wrong with the file.</summary>
    /// <param name="load">The text of a file; None if there is no such file.</param>
    /// <param name="path">The file, by the path that diagnostics show.</param>
    let read (load: string -> string option) (path: string) : Result<SpecFile, Problem list> =
        let files = collect extended load path

        let findings expected (where: SourceSpan) =
            let files = collect (fun file -> SpecCompiler.References file) load path

            let found =
                SpecCompiler.Compile(files.Values, [| path |]).Diagnostics
                |> Seq.filter (fun finding -> finding.Severity = Severity.Error)
                |> List.ofSeq

            let found =
                if found.IsEmpty then
                    [ Descriptors.InvalidValue.At(where, $"The F# library has no value for this: expected {expected}.") ]
                else
                    found

            Error(found |> List.map (Places.problem (fun path -> if files.ContainsKey path then Some files[path].Text else None)))

        let start = SourceSpan(path, 1, 1, 1, 1)

        if not (files.ContainsKey path) then
            Error [ Places.ofFile Descriptors.MissingFile (Files.below path) "There is no such file." ]
        elif not (files.Values |> Seq.forall isSound) then
            findings "a map" start
        else
            let document = Document.Of files[path]
            let ignored = Report(fun _ _ _ -> ())

            // A circle of extends, or a missing file.
            if document.Kind = DocumentKind.Architecture && isNull (Extends.Merge(document, FileSet files.Values, ignored, ignore)) then
                findings "a file that can be merged" start
            else
                try
                    Ok(value (FileSet files.Values) path)
                with Node.Unreadable(where, expected) ->
                    findings expected where
