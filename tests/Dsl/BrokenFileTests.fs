/// A mistake in a value gives the same findings as the same mistake in YAML.
module SeRes2Net.Dsl.Tests.BrokenFileTests

open SeRes2Net.Compiler
open SeRes2Net.Compiler.Text.Sources
open SeRes2Net.Dsl
open Xunit

let private folder = "tests/Compiler/Broken/"

// The broken files, by case. A case that is a folder stands for specs/ itself.
let private cases =
    Repository.files folder
    |> List.map (fun path -> path.Substring folder.Length)
    |> List.groupBy (fun path -> path.Split('/')[0])
    |> List.map (fun (name, paths) ->
        [ for path in paths -> (if path = name then path else path.Substring(name.Length + 1)), Repository.text (folder + path) ])

let private shipped =
    Repository.files "specs" |> List.map (fun path -> path.Substring "specs/".Length, Repository.text path)

let private idsInYaml (case: (string * string) list) path =
    let files = [ for path, text in case @ shipped |> List.distinctBy fst -> SourceFile("specs/" + path, text) ]

    [ for finding in SpecCompiler.Compile(files, [| "specs/" + path |]).Diagnostics do
          if finding.Where.File = "specs/" + path then
              finding.Id ]
    |> List.sort

let private read (case: (string * string) list) (path, text) =
    match Spec.ofText (path, text, shipped @ case) with
    // A definition whose file has a different name belongs to a different file.
    | Ok value when Spec.path value = path -> Some value
    | _ -> None

// A study names architectures; everything else that ships is known to the compiler.
let private architectures =
    lazy
        [ for path, text in shipped do
              match Spec.ofText (path, text, shipped) with
              | Ok(SpecFile.Architecture _ as value) -> value
              | _ -> () ]

let private inValue case (value: SpecFile) =
    let own = case |> List.choose (read case) |> List.filter (fun other -> Spec.path other <> Spec.path value)
    let others = if value.IsStudy then own @ architectures.Value else own

    [ for problem in Spec.check (value, others) do
          if problem.File = Spec.path value then
              problem.Id ]
    |> List.sort

[<Fact>]
let ``Broken files read as values give the same findings as the files`` () =
    let readable =
        [ for case in cases do
              for file in case do
                  match read case file with
                  // Everything that a file names must be a value, too.
                  | Some value when case |> List.forall (fun other -> other = file || (read case other).IsSome) ->
                      fst file, idsInYaml case (fst file), inValue case value
                  | _ -> () ]

    let different =
        [ for path, inYaml, found in readable do
              if inYaml <> found then
                  $"{path}: %A{inYaml} in YAML, %A{found} in the value" ]

    Assert.True(different.IsEmpty, String.concat "\n" different)
    Assert.True(readable.Length >= 58, $"{readable.Length} files are values.")
