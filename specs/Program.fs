module SeRes2Net.Specs.Program

open System
open System.Diagnostics
open System.IO
open System.Threading
open SeRes2Net.Dsl

let private help =
    """The catalogue: families of architectures written as F#.

usage: dotnet run --project specs -- COMMAND [--specs DIR]

  write   write specs/families/ anew; what a person wrote or changed is never touched
  check   say how the files differ from the catalogue, and what the compiler finds; writes nothing
  list    the families with their members, parameters and multiply-accumulates

  --specs DIR   the folder specs; by default the one at or above the current folder

Exit codes: 0 done and nothing found, 1 wrong use, 2 files differ or the catalogue is wrong, 3 no such folder, 74 not writable,
130 stopped by Ctrl-C; the file that was being written is whole.

A family is a list in specs/Catalogue.fs; docs/dsl.md shows how to add one.
"""

/// <summary>Where the program speaks to, what it speaks of, and what ends it early.</summary>
type Host =
    {
        /// <summary>Results.</summary>
        Out: TextWriter
        /// <summary>What is wrong.</summary>
        Error: TextWriter
        /// <summary>The catalogue.</summary>
        Families: unit -> Family list
        /// <summary>Ends the program before the next file is written.</summary>
        Stop: CancellationToken
    }

let private isSpecs folder = Directory.Exists(Path.Combine(folder, "blocks")) && Directory.Exists(Path.Combine(folder, "gates"))

// The folder specs of a checkout: here, or above.
let private findSpecs () =
    let rec above (folder: DirectoryInfo | null) =
        match folder with
        | null -> None
        | folder when isSpecs folder.FullName -> Some folder.FullName
        | folder when isSpecs (Path.Combine(folder.FullName, "specs")) -> Some(Path.Combine(folder.FullName, "specs"))
        | folder -> above folder.Parent

    above (DirectoryInfo(Directory.GetCurrentDirectory()))

// The lines of the catalogue that led to a failure, from the innermost.
let private places host (failure: exn) =
    let own = host.Families.GetType().Assembly

    [ for frame in StackTrace(failure, true).GetFrames() do
          match frame.GetMethod(), frame.GetFileName() with
          | null, _
          | _, null -> ()
          | method, file when method.Module.Assembly = own && frame.GetFileLineNumber() > 0 && Path.GetFileName file <> "Program.fs" ->
              $"specs/{Path.GetFileName file}, line {frame.GetFileLineNumber()}"
          | _ -> () ]
    |> List.distinct
    |> List.truncate 4

let rec private cause (failure: exn) =
    match failure, failure.InnerException with
    | :? TypeInitializationException, inner when not (isNull inner) -> cause (nonNull inner)
    | _ -> failure

let private tellFailure host (failure: exn) =
    let failure = cause failure
    let place = places host failure |> String.concat ", called from "
    fprintfn host.Error "The catalogue failed: %s" failure.Message
    fprintfn host.Error "  in %s" (if place = "" then "specs/Catalogue.fs" else place)

    if Environment.GetEnvironmentVariable "SERES2NET_TRACE" = "1" then
        fprintfn host.Error "%O" failure

    2

let private report host problems =
    for problem: Problem in problems do
        fprintfn host.Error "%O" problem

let private isError (problem: Problem) = problem.IsError

let private check host specs families =
    let problems = Families.problems families
    report host problems
    // What a wrong catalogue would write says nothing of the files.
    let failed = List.exists isError problems
    let differences = if failed then [] else Families.differences specs families

    for difference in differences do
        fprintfn host.Out "%O" difference

    if failed then
        fprintfn host.Out "The catalogue is wrong; its files were not looked at."
        2
    elif differences.IsEmpty then
        fprintfn host.Out "%d files are as the catalogue has them." (Families.files families).Length
        0
    else
        let isBlocked = differences |> List.exists (fun difference -> difference.IsInTheWay || difference.IsOfAnother)

        if not isBlocked && differences |> List.exists (fun difference -> difference.IsRepairable) then
            fprintfn host.Out "To write them: dotnet run --project specs -- write"

        2

let private sayDone host difference =
    match difference with
    | Stale file -> fprintfn host.Out "removed %s" file
    | other -> fprintfn host.Out "wrote %s" other.File

let private summary families (made: Difference list) (remaining: Difference list) =
    let removed, written = made |> List.partition (fun difference -> difference.IsStale)
    let differing = set [ for difference in made @ remaining -> difference.File ]
    let same = Families.files families |> List.filter (fun (file, _) -> not (differing.Contains file))

    [ $"wrote {written.Length}"
      if not removed.IsEmpty then
          $"removed {removed.Length}"
      $"{same.Length} were as they should be"
      if not remaining.IsEmpty then
          $"{remaining.Length} remain" ]
    |> String.concat ", "

let private write host specs families =
    report host (Families.problems families)

    match Families.writing (sayDone host) host.Stop specs families with
    | Error _ ->
        fprintfn host.Error "Nothing was written."
        2
    | Ok(made, remaining) ->
        // What was only not reached needs nobody's attention.
        for difference in remaining do
            if not difference.IsRepairable then
                fprintfn host.Error "%O" difference

        let isBlocked = remaining |> List.exists (fun difference -> difference.IsInTheWay || difference.IsOfAnother)
        fprintfn host.Out "%s" (if isBlocked then "Nothing was written." else summary families made remaining)

        if host.Stop.IsCancellationRequested then
            fprintfn host.Error "Stopped; what was written is whole."
            130
        elif remaining.IsEmpty then
            0
        else
            2

let private list host families =
    for family: Family in families do
        fprintfn host.Out "%s - %s" family.Name family.Summary

        for architecture in family.Members do
            match Spec.compile (architecture, family.Beside) with
            | Ok spec ->
                fprintfn
                    host.Out
                    "  %-38s %12s parameters %15s MACs  %s.yaml"
                    architecture.Name
                    (spec.Costs.Parameters.ToString "N0")
                    (spec.Costs.Macs.ToString "N0")
                    architecture.File
            | Error _ -> fprintfn host.Out "  %-38s does not compile" architecture.Name

    let problems = Families.problems families
    report host problems
    if List.exists isError problems then 2 else 0

// The folder, or a sentence.
let private inFolder given =
    match given with
    | Some folder when isSpecs folder -> Ok folder
    | Some folder when Directory.Exists folder -> Error $"{folder} is not a spec folder: it has no blocks/ or gates/."
    | Some folder -> Error $"There is no folder {folder}."
    | None ->
        match findSpecs () with
        | Some folder -> Ok folder
        | None -> Error $"There is no specs folder at or above {Directory.GetCurrentDirectory()}."

let rec private parse command folder arguments =
    match arguments with
    | "--specs" :: path :: rest when Option.isNone folder -> parse command (Some path) rest
    | option :: rest when Option.isNone folder && option.StartsWith "--specs=" -> parse command (Some(option.Substring 8)) rest
    | [ "--specs" ] -> Error "--specs needs a folder."
    | "write" | "check" | "list" as word :: rest when Option.isNone command -> parse (Some word) folder rest
    | [] ->
        match command with
        | Some word -> Ok(word, folder)
        | None -> Error "A command is missing."
    | other -> Error $"""There is no such command: {String.concat " " other}"""

let private withFamilies host work =
    match
        (try
            Ok(host.Families())
         with e ->
             Error e)
    with
    | Error failure -> tellFailure host failure
    | Ok families ->
        try
            work families
        with
        | :? UnauthorizedAccessException
        | :? IOException as e ->
            fprintfn host.Error "%s" e.Message
            74

/// <summary>Does what the arguments say.</summary>
/// <returns>The exit code.</returns>
let run (host: Host) (arguments: string list) : int =
    let inSpecs folder work =
        match inFolder folder with
        | Ok specs -> withFamilies host (work specs)
        | Error sentence ->
            fprintfn host.Error "%s" sentence
            3

    if arguments = [ "help" ] || List.exists (fun argument -> argument = "--help" || argument = "-h") arguments then
        fprintf host.Out "%s" help
        0
    else
        match parse None None arguments with
        | Ok("write", folder) -> inSpecs folder (write host)
        | Ok("check", folder) -> inSpecs folder (check host)
        // Only a folder that is named is looked at: nothing in it is needed.
        | Ok(_, None) -> withFamilies host (list host)
        | Ok(_, folder) -> inSpecs folder (fun _ -> list host)
        | Error sentence ->
            fprintfn host.Error "%s" sentence
            fprintf host.Error "%s" help
            1

[<EntryPoint>]
let main arguments =
    use stop = new CancellationTokenSource()

    // Of what writes, the first Ctrl-C lets the present file be finished; a second one ends the program where it is.
    if Array.contains "write" arguments then
        Console.CancelKeyPress.Add(fun pressed ->
            pressed.Cancel <- not stop.IsCancellationRequested
            stop.Cancel())

    run
        { Out = Console.Out
          Error = Console.Error
          Families = Catalogue.families
          Stop = stop.Token }
        (List.ofArray arguments)
