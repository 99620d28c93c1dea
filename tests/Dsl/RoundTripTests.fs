/// Every file of the repository is a value, and the value's text means the same as the file.
module SeRes2Net.Dsl.Tests.RoundTripTests

open System.IO
open SeRes2Net.Compiler
open SeRes2Net.Compiler.Text.Sources
open SeRes2Net.Dsl
open Xunit

let private describe (problems: Problem list) = problems |> List.map string |> String.concat "\n"

let private valueOf (path: string) : SpecFile =
    match Spec.read (Path.Combine(Repository.root, path)) with
    | Ok value -> value
    | Error problems -> failwith (describe problems)

let private inSpecs (path: string) = path.Substring "specs/".Length

// An architecture's bases, as files beside it.
let rec private basesOf (value: SpecFile) =
    match value with
    | SpecFile.Architecture { Base = Some parent } ->
        let parent = SpecFile.Architecture parent
        (Spec.path parent, Spec.write parent) :: basesOf parent
    | _ -> []

// The library has no values for claims: nobody authors them as code.
let private authored = Repository.files "specs" |> List.filter (fun path -> not (path.StartsWith "specs/claims/"))

let specs () = TheoryData<string>(authored)

[<Theory>]
[<MemberData(nameof specs)>]
let ``A file that is read, written and read again is the same value`` (path: string) =
    let value = valueOf path

    Assert.Equal(inSpecs path, Spec.path value)
    let again = Spec.ofText (Spec.path value, Spec.write value, basesOf value)
    Assert.Equal(Ok value, again)

[<Theory>]
[<MemberData(nameof specs)>]
let ``A file is written as it was, except for comments, the order of keys and the spelling of numbers`` (path: string) =
    let original = Trees.read path (Repository.text path)
    let written = Trees.read path (Spec.write (valueOf path))

    Assert.Equal<string list>([], Trees.differences "" original written)

[<Fact>]
let ``Every network has the same hash from written files as from the repository's`` () =
    let hashes (text: string -> string) =
        let claims = Repository.files "specs/claims" |> List.map (fun path -> SourceFile(path, Repository.text path))
        let files = claims @ (authored |> List.map (fun path -> SourceFile(path, text path)))
        let result = SpecCompiler.Compile files
        // A definition that is written differently hides the compiler's own of the same name.
        Assert.Empty(result.Diagnostics |> Seq.filter (fun finding -> finding.Id <> "SR2001"))
        [ for spec in result.Specs -> spec.Path, spec.Hash ]

    let original = hashes Repository.text
    Assert.NotEmpty original
    Assert.Equal<(string * string) list>(original, hashes (valueOf >> Spec.write))

[<Fact>]
let ``A file with every step of the language is the same value again`` () =
    for path in Repository.files "tests/Runner/Algebra" do
        let file = path.Substring "tests/Runner/Algebra/".Length

        match Spec.ofText (file, Repository.text path) with
        | Error problems -> failwith (describe problems)
        | Ok value -> Assert.Equal(Ok value, Spec.ofText (file, Spec.write value))
