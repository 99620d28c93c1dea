/// Families are files: written whole, repaired, and never in the way of what a person wrote.
module SeRes2Net.Dsl.Tests.FamilyTests

open System
open System.IO
open SeRes2Net.Dsl
open Xunit

/// A folder specs/ of its own, gone after the test.
type private Folder() =
    let path = Path.Combine(Path.GetTempPath(), "specs-" + Guid.NewGuid().ToString "N")
    do Directory.CreateDirectory path |> ignore
    member _.Path = path
    member _.File(name: string) = Path.Combine(path, name)

    member folder.Write (name: string) (text: string) =
        let file = folder.File name
        Directory.CreateDirectory(Path.GetDirectoryName file) |> ignore
        File.WriteAllText(file, text)

    member folder.Read(name: string) = File.ReadAllText(folder.File name)

    member _.Files =
        Directory.GetFiles(path, "*", SearchOption.AllDirectories)
        |> Array.map (fun file -> Path.GetRelativePath(path, file).Replace('\\', '/'))
        |> Array.sort
        |> List.ofArray

    interface IDisposable with
        member _.Dispose() = Directory.Delete(path, true)

let private net =
    architecture "Net" {
        stem [ conv (out = 16, kernel = 3); batchNorm (); relu ]
        block (blockOf "basic" [])

        stages [ stage { arguments [ "out" => 16 ] }; stage { arguments [ "out" => 32; "stride" => 2 ] } ]
    }

let private deep times = net |> named $"Net {times}" |> repeating times

let private family = Families.family "depth" "How deep?" [ net ] [ deep 2; deep 3 ]

let private catalogue = [ family ]

let private written = [ "families/depth.yaml"; "families/depth/net-2.yaml"; "families/depth/net-3.yaml" ]

let private started () =
    let folder = new Folder()
    folder.Write "net.yaml" (Spec.write net)
    folder

[<Fact>]
let ``A family is written once, and then nothing differs`` () =
    use folder = started ()
    Assert.Equal<Difference list>([ for file in written -> Missing file ], Families.differences folder.Path catalogue)

    let made, remaining = Families.write folder.Path catalogue
    Assert.Equal<Difference list>([ for file in written -> Missing file ], made)
    Assert.Empty remaining
    Assert.Equal<string list>(written @ [ "net.yaml" ], folder.Files)
    Assert.Empty(Families.differences folder.Path catalogue)
    Assert.Equal<Difference list * Difference list>(([], []), Families.write folder.Path catalogue)

[<Fact>]
let ``What is written are the family's architectures and its question`` () =
    use folder = started ()
    Families.write folder.Path catalogue |> ignore

    let files = folder.Files |> List.map (fun file -> file, folder.Read file)
    let read file = Spec.ofText (file, Map.ofList files |> Map.find file, files)

    for architecture in family.Members do
        // Those that the catalogue writes say what the compiler counts.
        let expected = if architecture = net then Ok net else Spec.counted architecture

        match read (architecture.File + ".yaml"), expected with
        | Ok found, Ok expected -> Assert.Equal(SpecFile.Architecture expected, found)
        | other -> failwith $"%A{other}"

    match read "families/depth.yaml" with
    | Ok(SpecFile.Study study) ->
        Assert.Equal("How deep?", study.Summary)
        Assert.Equal<string list>([ "net"; "families/depth/net-2"; "families/depth/net-3" ], study.Specs)
    | other -> failwith $"%A{other}"

    Assert.Empty(Families.problems catalogue)

[<Fact>]
let ``A file written by hand is never touched, and nothing is written while it is in the way`` () =
    use folder = started ()
    folder.Write "families/depth/net-2.yaml" "name: Mine\n"

    let expected = [ Missing written[0]; InTheWay written[1]; Missing written[2] ]
    Assert.Equal<Difference list * Difference list>(([], expected), Families.write folder.Path catalogue)
    Assert.Equal<string list>([ "families/depth/net-2.yaml"; "net.yaml" ], folder.Files)
    Assert.Equal("name: Mine\n", folder.Read "families/depth/net-2.yaml")

[<Fact>]
let ``What the catalogue no longer has is removed, what a person wrote stays`` () =
    use folder = started ()
    Families.write folder.Path catalogue |> ignore
    folder.Write "families/depth/by-hand.yaml" "name: Mine\n"

    let smaller = [ Families.family "depth" "How deep?" [ net ] [ deep 2 ] ]
    Assert.Equal<Difference list>([ Changed written[0]; Stale written[2] ], Families.differences folder.Path smaller)

    let made, remaining = Families.write folder.Path smaller
    Assert.Equal<Difference list>([ Changed written[0]; Stale written[2] ], made)
    Assert.Empty remaining
    Assert.Equal<string list>([ written[0]; "families/depth/by-hand.yaml"; written[1]; "net.yaml" ], folder.Files)

[<Fact>]
let ``A changed file is repaired`` () =
    use folder = started ()
    Families.write folder.Path catalogue |> ignore
    let original = folder.Read written[1]
    folder.Write written[1] (original + "classes: 11\n")
    Assert.Equal<Difference list>([ Changed written[1] ], Families.differences folder.Path catalogue)

    Assert.Equal<Difference list * Difference list>(([ Changed written[1] ], []), Families.write folder.Path catalogue)
    Assert.Equal(original, folder.Read written[1])

[<Fact>]
let ``An interrupted run leaves nothing half written`` () =
    use folder = started ()
    Families.write folder.Path catalogue |> ignore
    let original = folder.Read written[1]
    // Killed between writing and renaming: the new text lies beside, and is half of it.
    folder.Write (written[1] + ".new") (original.Substring 30)
    folder.Write written[1] (original + "classes: 11\n")

    Assert.Equal<Difference list>([ Changed written[1] ], Families.differences folder.Path catalogue)
    Families.write folder.Path catalogue |> ignore
    Assert.Equal(original, folder.Read written[1])
    Assert.Equal<string list>(written @ [ "net.yaml" ], folder.Files)

[<Fact>]
let ``Where a file cannot be written, it keeps its text, and the rest can be written later`` () =
    use folder = started ()
    Families.write folder.Path catalogue |> ignore
    let other = [ Families.family "depth" "How much deeper?" [ net ] [ deep 2; deep 4 ] ]
    // A folder stands where the new text would be written.
    Directory.CreateDirectory(folder.File(written[0] + ".new")) |> ignore
    let original = folder.Read written[0]

    Assert.ThrowsAny<Exception>(fun () -> Families.write folder.Path other |> ignore) |> ignore
    Assert.Equal(original, folder.Read written[0])

    Directory.Delete(folder.File(written[0] + ".new"))
    Assert.Empty(snd (Families.write folder.Path other))
    Assert.Empty(Families.differences folder.Path other)

[<Fact>]
let ``A file of the same name by hand that is another network is reported`` () =
    use folder = started ()
    Families.write folder.Path catalogue |> ignore
    folder.Write "net.yaml" (Spec.write { net with Classes = Some 100 })
    Assert.Equal<Difference list>([ OtherNetwork "net.yaml" ], Families.differences folder.Path catalogue)
    // Nobody but a person can repair it.
    Assert.Equal<Difference list * Difference list>(([], [ OtherNetwork "net.yaml" ]), Families.write folder.Path catalogue)

    File.Delete(folder.File "net.yaml")
    Assert.Equal<Difference list>([ Missing "net.yaml" ], Families.differences folder.Path catalogue)

[<Fact>]
let ``A file by hand may have another summary, and counts that must come out`` () =
    use folder = started ()
    Families.write folder.Path catalogue |> ignore

    let counted =
        match Spec.counted net with
        | Ok counted -> counted
        | Error problems -> failwith $"%A{problems}"

    folder.Write "net.yaml" (Spec.write (counted |> summarised "By hand."))
    Assert.Empty(Families.differences folder.Path catalogue)

[<Fact>]
let ``Differences are told in words`` () =
    Assert.Equal<string list>(
        [ "a: missing"; "a: differs from the catalogue"; "a: no longer in the catalogue" ],
        [ for difference in [ Missing "a"; Changed "a"; Stale "a" ] -> string difference ]
    )

let private parameters (architecture: Architecture) =
    match Spec.compile architecture with
    | Ok spec -> spec.Costs.Parameters
    | Error problems -> failwith $"%A{problems}"

let private wide (width: int) = net |> named $"Wide {width}" |> withStage 1 (stageArguments [ "out" => width ])

[<Fact>]
let ``The largest size that fits is the last that does not exceed the target`` () =
    for width in [ 1; 2; 17; 63; 64 ] do
        let target = parameters (wide width)
        Assert.Equal(Ok width, Fit.largest (target, 1, 64, wide))
        Assert.Equal(Ok(max 1 (width - 1)), Fit.largest (target - 1L, 1, 64, wide))

    Assert.Equal(Ok 1, Fit.largest (0L, 1, 64, wide))
    Assert.Equal(Ok 64, Fit.largest (Int64.MaxValue, 1, 64, wide))

[<Fact>]
let ``The nearest is the one with the least difference, the first where two are as near`` () =
    let among = [ for width in [ 8; 16; 32 ] -> wide width ]
    let counts = List.map parameters among
    Assert.Equal(Ok among[1], Fit.nearest (counts[1] + 1L, among))
    Assert.Equal(Ok among[0], Fit.nearest (0L, among))
    Assert.Equal(Ok among[2], Fit.nearest (Int64.MaxValue, among))
    let twin = among[0] |> named "Twin"
    Assert.Equal(Ok twin, Fit.nearest (counts[0], [ twin; among[0] ]))
    Assert.True((Fit.nearest (1L, [])).IsError)

[<Fact>]
let ``What does not compile fits nothing, and says why`` () =
    let wrong (_: int) = { net with Block = Some "basc" }

    let ids result =
        match result with
        | Error problems -> problems |> List.map (fun problem -> problem.Id)
        | Ok _ -> []

    Assert.Equal<string list>([ "SR0020" ], ids (Fit.largest (1L, 1, 8, wrong)))
    Assert.Equal<string list>([ "SR0020" ], ids (Fit.nearest (1L, [ wrong 1 ])))
