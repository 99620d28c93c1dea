// An architecture, built and looked at interactively. To run it, from the folder of the checkout:
//
//   dotnet build specs -c Release && dotnet fsi specs/example.fsx [FILE]
//
// It writes artifacts/my-se-res2net-29.yaml, or FILE. In an editor, or in a session of `dotnet fsi`, send the lines one by one.

// "Unable to find the file" means that the library has not been built: the first of the two commands above does it.
#r "bin/Release/net10.0/SeRes2Net.Compiler.dll"
#r "bin/Release/net10.0/SeRes2Net.Dsl.dll"
#r "bin/Release/net10.0/SeRes2Net.Specs.dll"

open System.IO
open SeRes2Net.Dsl
open SeRes2Net.Specs

let net = res2net29 |> named "My-SE-Res2Net-29" |> gated Concat (se 8)

match Spec.table net with
| Ok table -> printf "%s" table
| Error problems ->
    for problem in problems do
        eprintfn "%O" problem

    exit 2

let file =
    match fsi.CommandLineArgs with
    | [| _; file |] -> Path.GetFullPath file
    | _ -> Path.GetFullPath(Path.Combine(__SOURCE_DIRECTORY__, "..", "artifacts", "my-se-res2net-29.yaml"))

Directory.CreateDirectory(Path.GetDirectoryName file) |> ignore
// Without a base the file says everything, and may lie anywhere.
File.WriteAllText(file, Spec.write { net with Base = None })
printfn "Written to %s" file
