/// The example for interactive use.
module SeRes2Net.Dsl.Tests.ExampleTests

open System
open System.IO
open SeRes2Net.Dsl
open Xunit
open Xunit.Abstractions

let private built = "bin/Release/net10.0/"

type Tests(log: ITestOutputHelper) =

    // The script itself if its library was built with these tests, otherwise a copy that uses theirs.
    let script (folder: string) =
#if DEBUG
        let copy = Path.Combine(folder, "example.fsx")
        File.WriteAllText(copy, Repository.text "specs/example.fsx" |> Interactive.withOwnLibraries built)
        copy
#else
        "specs/example.fsx"
#endif

    [<Fact>]
    member _.``The example prints its costs and writes a file that is the same network``() =
        Interactive.inNewFolder (fun folder ->
            let file = Path.Combine(folder, "new", "net.yaml")
            let session = Interactive.run (script folder) [ file ]

            log.WriteLine $"The example took {session.Took.TotalSeconds:F1} s."
            Assert.True((session.ExitCode = 0), session.Errors)
            Assert.StartsWith("layer ", session.Output)
            Assert.EndsWith($"Written to {file}\n", session.Output)

            match Spec.readArchitecture file |> Result.bind Spec.table with
            | Ok table -> Assert.Equal($"{table}Written to {file}\n", session.Output)
            | Error problems -> failwith (problems |> List.map string |> String.concat "\n"))

    [<Fact>]
    member _.``The first lines of the example say how to run it``() =
        let head = (Repository.text "specs/example.fsx").Split('\n') |> Array.truncate 5 |> String.concat "\n"

        Assert.Contains("dotnet build specs -c Release && dotnet fsi specs/example.fsx", head)
