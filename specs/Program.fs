module SeRes2Net.Specs.Program

open System
open System.IO
open SeRes2Net.Dsl

let private help =
    """The catalogue: families of architectures written as F#.

usage: dotnet run --project specs -- COMMAND [--specs DIR]

  write   write specs/families/ anew; files written by hand are never touched
  check   say how the files differ from the catalogue, and what the compiler finds; writes nothing
  list    the families with their members, parameters and multiply-accumulates

  --specs DIR   the folder specs; by default the one at or above the present folder

Exit codes: 0 done and nothing found, 1 wrong use, 2 files differ or specs are wrong, 3 no such folder, 74 not writable.

A family is a list in specs/Catalogue.fs; docs/dsl.md shows how to add one.
"""

// The folder specs of a checkout: here, or above.
let private findSpecs () =
    let isSpecs folder = Directory.Exists(Path.Combine(folder, "blocks")) && Directory.Exists(Path.Combine(folder, "gates"))

    let rec above (folder: DirectoryInfo | null) =
        match folder with
        | null -> None
        | folder when isSpecs folder.FullName -> Some folder.FullName
        | folder when isSpecs (Path.Combine(folder.FullName, "specs")) -> Some(Path.Combine(folder.FullName, "specs"))
        | folder -> above folder.Parent

    above (DirectoryInfo(Directory.GetCurrentDirectory()))

let private report families =
    let problems = Families.problems families

    for problem in problems do
        eprintfn "%s" (string problem)

    problems |> List.exists (fun problem -> problem.IsError)

let private check specs =
    let families = Catalogue.families ()
    let differences = Families.differences specs families

    for difference in differences do
        printfn "%s" (string difference)

    let failed = report families

    if differences.IsEmpty && not failed then
        printfn "%d files are as the catalogue has them." (Families.files families).Length
        0
    else
        if not differences.IsEmpty then
            printfn "To write them: dotnet run --project specs -- write"

        2

let private write specs =
    let families = Catalogue.families ()

    if report families then
        eprintfn "Nothing was written."
        2
    else
        let written, remaining = Families.write specs families

        for difference in written do
            match difference with
            | Stale file -> printfn "removed %s" file
            | Missing file
            | Changed file
            | InTheWay file
            | OtherNetwork file -> printfn "wrote %s" file

        for difference in remaining do
            eprintfn "%s" (string difference)

        printfn "%d of %d files were written." written.Length (Families.files families).Length
        if remaining.IsEmpty then 0 else 2

let private list () =
    for family in Catalogue.families () do
        printfn "%s - %s" family.Name family.Summary

        for architecture in family.Members do
            match Spec.compile architecture with
            | Ok spec ->
                printfn
                    "  %-38s %12s parameters %15s MACs  %s.yaml"
                    architecture.Name
                    (spec.Costs.Parameters.ToString "N0")
                    (spec.Costs.Macs.ToString "N0")
                    architecture.File
            | Error problems -> printfn "  %-38s %s" architecture.Name (string problems.Head)

    0

let private inFolder given (command: string -> int) =
    match given |> Option.orElseWith findSpecs with
    | Some folder when Directory.Exists folder ->
        try
            command folder
        with
        | Failure message ->
            eprintfn "%s" message
            2
        | :? UnauthorizedAccessException as e ->
            eprintfn "%s" e.Message
            74
        | :? IOException as e ->
            eprintfn "%s" e.Message
            74
    | Some folder ->
        eprintfn "There is no folder %s." folder
        3
    | None ->
        eprintfn "There is no folder specs at or above %s." (Directory.GetCurrentDirectory())
        3

[<EntryPoint>]
let main arguments =
    match List.ofArray arguments with
    | [ "write" ] -> inFolder None write
    | [ "write"; "--specs"; folder ] -> inFolder (Some folder) write
    | [ "check" ] -> inFolder None check
    | [ "check"; "--specs"; folder ] -> inFolder (Some folder) check
    | [ "list" ] -> inFolder (Some ".") (fun _ -> list ())
    | [ "--help" ]
    | [ "-h" ]
    | [ "help" ] ->
        printf "%s" help
        0
    | other ->
        if not other.IsEmpty then
            eprintfn "This is no command: %s" (String.concat " " other)

        eprintf "%s" help
        1
