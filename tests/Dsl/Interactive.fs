namespace SeRes2Net.Dsl.Tests

open System
open System.Diagnostics
open System.IO

/// What a script printed, and how long it took.
type Session = { ExitCode: int; Output: string; Errors: string; Took: TimeSpan }

/// Runs scripts with `dotnet fsi`.
module Interactive =
    let private patience = TimeSpan.FromMinutes 5.

    /// Does something in an empty folder, then deletes it.
    let inNewFolder (action: string -> 'T) =
        let folder = Directory.CreateTempSubdirectory("seres2net-").FullName

        try
            action folder
        finally
            Directory.Delete(folder, true)

    /// A script's text with the libraries of these tests instead of those built in the checkout.
    let withOwnLibraries (built: string) (script: string) =
        let own = AppContext.BaseDirectory.Replace('\\', '/')
        script.Replace($"#r \"{built}", $"#r \"{own}")

    // Writes this to the input stream, and waits for the end.
    let private fsi (arguments: string list) (input: string) =
        let start = ProcessStartInfo("dotnet", "fsi" :: arguments)
        start.WorkingDirectory <- Repository.root
        start.RedirectStandardInput <- true
        start.RedirectStandardOutput <- true
        start.RedirectStandardError <- true
        let clock = Stopwatch.StartNew()
        use fsi = Process.Start start
        let output, errors = fsi.StandardOutput.ReadToEndAsync(), fsi.StandardError.ReadToEndAsync()
        fsi.StandardInput.Write input
        fsi.StandardInput.Close()

        if not (fsi.WaitForExit patience) then
            fsi.Kill true
            failwith $"The script did not end. It said:\n{output.Result}\n{errors.Result}"

        { ExitCode = fsi.ExitCode
          Output = output.Result.ReplaceLineEndings "\n"
          Errors = errors.Result.ReplaceLineEndings "\n"
          Took = clock.Elapsed }

    /// Runs a script in the repository's root.
    let run (script: string) (arguments: string list) = fsi (script :: arguments) ""

    /// What F# answers to each line at its prompt, after opening the library.
    let sayTo (lines: string list) : string list =
        let own = AppContext.BaseDirectory.Replace('\\', '/')
        let mark = "-- next --"

        let opening =
            [ for library in [ "SeRes2Net.Compiler"; "SeRes2Net.Dsl"; "SeRes2Net.Specs" ] do
                  $"#r \"{own}{library}.dll\""
              "open SeRes2Net.Dsl"
              "open SeRes2Net.Specs" ]

        let interactions = [ String.Join("\n", opening) + "\n()"; yield! lines ]
        let input = interactions |> List.map (fun line -> $"{line};;\neprintfn \"{mark}\";;\n") |> String.concat ""
        let session = fsi [ "--nologo"; "--readline-" ] input

        match session.Errors.Split mark |> List.ofArray with
        | _ :: answers when answers.Length = lines.Length + 1 -> List.take lines.Length answers
        | _ -> failwith $"F# said:\n{session.Output}\n{session.Errors}"
