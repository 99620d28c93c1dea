namespace SeRes2Net.Dsl.Tests

open System
open System.Diagnostics
open System.IO

/// What a script said, and how long it took.
type Session = { ExitCode: int; Output: string; Errors: string; Took: TimeSpan }

/// Scripts run by `dotnet fsi`.
module Interactive =
    let private patience = TimeSpan.FromMinutes 5.

    /// An empty folder, for as long as something is done in it.
    let inNewFolder (action: string -> 'T) =
        let folder = Directory.CreateTempSubdirectory("seres2net-").FullName

        try
            action folder
        finally
            Directory.Delete(folder, true)

    /// A script's text with the libraries of these tests, instead of those that a checkout has built.
    let withOwnLibraries (built: string) (script: string) =
        let own = AppContext.BaseDirectory.Replace('\\', '/')
        script.Replace($"#r \"{built}", $"#r \"{own}")

    /// Runs a script in the root of the repository.
    let run (script: string) (arguments: string list) =
        let start = ProcessStartInfo("dotnet", [ "fsi"; script ] @ arguments)
        start.WorkingDirectory <- Repository.root
        start.RedirectStandardInput <- true
        start.RedirectStandardOutput <- true
        start.RedirectStandardError <- true
        let clock = Stopwatch.StartNew()
        use fsi = Process.Start start
        fsi.StandardInput.Close()
        let output, errors = fsi.StandardOutput.ReadToEndAsync(), fsi.StandardError.ReadToEndAsync()

        if not (fsi.WaitForExit patience) then
            fsi.Kill true
            failwith $"The script did not end. It said:\n{output.Result}\n{errors.Result}"

        { ExitCode = fsi.ExitCode
          Output = output.Result.ReplaceLineEndings "\n"
          Errors = errors.Result.ReplaceLineEndings "\n"
          Took = clock.Elapsed }
