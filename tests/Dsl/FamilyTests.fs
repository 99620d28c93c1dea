/// Families are files: written completely, repaired, and never over anything that a person wrote or changed.
module SeRes2Net.Dsl.Tests.FamilyTests

open System
open System.Diagnostics
open System.IO
open System.Threading
open SeRes2Net.Dsl
open Xunit

/// Skipped on Windows, with the reason.
type NotOnWindowsFactAttribute(reason: string) =
    inherit FactAttribute(Skip = if OperatingSystem.IsWindows() then reason else null)

/// Skipped elsewhere than on Linux, with the reason.
type LinuxFactAttribute(reason: string) =
    inherit FactAttribute(Skip = if OperatingSystem.IsLinux() then null else reason)

/// A separate folder specs/, deleted after the test.
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

    member folder.Link (name: string) (target: string) =
        let file = folder.File name
        Directory.CreateDirectory(Path.GetDirectoryName file) |> ignore
        File.CreateSymbolicLink(file, target) |> ignore

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

let private write (folder: Folder) families =
    match Families.write folder.Path families with
    | Ok result -> result
    | Error problems -> failwith $"%A{problems}"

/// A folder with the catalogue in it.
let private complete () =
    let folder = started ()
    write folder catalogue |> ignore
    folder

let private differences (folder: Folder) families = Families.differences folder.Path families

let private errors families =
    [ for problem in Families.problems families do
          if problem.IsError then
              problem.Id ]

let private edit (folder: Folder) name = folder.Write name (folder.Read name + "classes: 11\n")

[<Fact>]
let ``A family is written once, and then nothing differs`` () =
    use folder = started ()
    Assert.Equal<Difference list>([ for file in written -> Missing file ], differences folder catalogue)

    let made, remaining = write folder catalogue
    Assert.Equal<Difference list>([ for file in written -> Missing file ], made)
    Assert.Empty remaining
    Assert.Equal<string list>(written @ [ "net.yaml" ], folder.Files)
    Assert.Empty(differences folder catalogue)
    Assert.Equal<Difference list * Difference list>(([], []), write folder catalogue)

[<Fact>]
let ``The family's architectures and its question are written`` () =
    use folder = complete ()

    let files = folder.Files |> List.map (fun file -> file, folder.Read file)
    let read file = Spec.ofText (file, Map.ofList files |> Map.find file, files)

    for architecture in family.Members do
        // The files that the catalogue writes have the counts of the compiler.
        let expected = if architecture = net then Ok net else Spec.counted architecture

        match read (architecture.File + ".yaml"), expected with
        | Ok found, Ok expected -> Assert.Equal(SpecFile.Architecture expected, found)
        | other -> failwith $"%A{other}"

    match read "families/depth.yaml" with
    | Ok(SpecFile.Study study) ->
        Assert.Equal("How deep?", study.Summary)
        Assert.Equal<string list>([ "net"; "families/depth/net-2"; "families/depth/net-3" ], study.Specs)
        Assert.Equal<int list>([ 0; 1; 2 ], study.Seeds)
        Assert.Empty study.Recipes
    | other -> failwith $"%A{other}"

    Assert.Empty(Families.problems catalogue)

[<Fact>]
let ``A family's study has its seeds and recipe, and its members may use definitions that do not ship`` () =
    use folder = started ()

    let brief =
        recipe "brief" {
            epochs 1
            learningRate 0.1
        }

    let soft = gate "soft" { body [ gatedBy (by = [ globalAvgPool; conv (out = channels); sigmoid ]) ] }

    let beside = [ SpecFile.Recipe brief; SpecFile.Gate soft ]

    let family =
        { Families.family "gates" "Soft?" [ net ] [ net |> named "Soft-Net" |> gated Residual (gateOf "soft" []) ] with
            Seeds = [ 0..4 ]
            Recipe = Some "brief" }

    Assert.Contains("SR0020", errors [ family ])
    let family = { family with Beside = beside }
    Assert.Empty(errors [ family ])

    // They have their own files, which must exist.
    Assert.Contains(NotFound "gates/soft.yaml", differences folder [ family ])

    for value in beside do
        folder.Write (Spec.path value) (Spec.write value)

    Assert.Empty(snd (write folder [ family ]))
    Assert.Contains("expect:", folder.Read "families/gates/soft-net.yaml")
    Assert.Contains("recipe: brief\nseeds: [0, 1, 2, 3, 4]\n", folder.Read "families/gates.yaml")

    folder.Write "gates/soft.yaml" ((Spec.write (SpecFile.Gate soft)).Replace("sigmoid", "relu"))
    Assert.Equal<Difference list>([ OtherNetwork("gates/soft.yaml", [ "body.gated.by" ]) ], differences folder [ family ])

[<Fact>]
let ``An architecture's bases are compared with their files, at any depth`` () =
    use folder = started ()
    let middle = net |> named "Middle" |> withArguments [ "out" => 8 ]
    let catalogue = [ Families.family "alone" "Alone?" [] [ middle |> named "Alone" |> repeating 2 ] ]
    Assert.Contains(NotFound "middle.yaml", differences folder catalogue)

    folder.Write "middle.yaml" (Spec.write middle)
    write folder catalogue |> ignore
    Assert.Empty(differences folder catalogue)

    folder.Write "net.yaml" (Spec.write { net with Stem = [ conv (out = 8, kernel = 3) ] })
    Assert.Contains(OtherNetwork("net.yaml", [ "stem" ]), differences folder catalogue)

[<Fact>]
let ``A member made from a written member extends the file that is written`` () =
    use folder = started ()
    let deeper = deep 2

    let catalogue =
        [ Families.family "chain" "Chain?" [ net ] [ deeper; deeper |> named "Gated" |> gated Residual (gateOf "se" []) ] ]

    Assert.Empty(snd (write folder catalogue))
    Assert.Contains("extends: net-2.yaml\n", folder.Read "families/chain/gated.yaml")
    Assert.Empty(differences folder catalogue)

[<Fact>]
let ``Whether a member is written follows from its list, not from its path`` () =
    use folder = complete ()
    let existing = deep 4 |> filed "families/own/net-4"
    folder.Write "families/own/net-4.yaml" (Spec.write existing)
    let catalogue = family :: [ Families.family "again" "Again?" [ existing ] [] ]
    Assert.Empty(snd (write folder catalogue))
    Assert.Equal(Spec.write existing, folder.Read "families/own/net-4.yaml")

[<Theory>]
[<InlineData("../escape")>]
[<InlineData("Depth")>]
[<InlineData("two words")>]
[<InlineData("a/b")>]
[<InlineData("a_b")>]
[<InlineData("a--b")>]
[<InlineData("2d")>]
[<InlineData("ä")>]
[<InlineData("")>]
[<InlineData("..")>]
[<InlineData("name\n")>]
let ``A family whose name cannot be a folder's is an error, and nothing is written`` (name: string) =
    use folder = started ()
    let catalogue = [ Families.family name "Where?" [ net ] [ deep 2 ] ]
    Assert.Contains("SR0024", errors catalogue)

    match Families.write folder.Path catalogue with
    | Error problems -> Assert.All(problems, (fun problem -> Assert.True problem.IsError))
    | Ok result -> failwith $"%A{result}"

    Assert.Equal<string list>([ "net.yaml" ], folder.Files)

[<Theory>]
[<InlineData("../net")>]
[<InlineData("net-2")>]
[<InlineData("families/net-2")>]
[<InlineData("families/other/net-2")>]
[<InlineData("families/depth/../../net")>]
[<InlineData("families/depth/sub/net-2")>]
[<InlineData("families/depth/Net-2")>]
[<InlineData("families/depth/.net-2")>]
[<InlineData("families/depth/")>]
let ``A member that would be written outside its family's folder, or to an invalid file, is an error`` (file: string) =
    use folder = started ()
    let member' = { deep 2 with File = file }
    let catalogue = [ { family with Written = [ member' ] } ]
    Assert.Contains("SR0024", errors catalogue)
    Assert.True((Families.write folder.Path catalogue).IsError)
    Assert.Equal<string list>([ "net.yaml" ], folder.Files)

[<Fact>]
let ``Two families with the same name, and two networks with the same file, are errors`` () =
    Assert.Contains("SR0041", errors [ family; family ])
    Assert.Contains("SR0041", errors [ Families.family "depth" "?" [ net ] [ deep 2; deep 3 |> filed "net-2" ] ])
    // An existing network where the family's study belongs.
    Assert.Contains("SR0041", errors [ Families.family "depth" "?" [ net; deep 3 |> filed "families/depth" ] [] ])

[<Fact>]
let ``A member with the name of its own base is refused`` () =
    let twin = net |> named net.Name |> repeating 3
    Assert.Contains("SR0041", errors [ Families.family "depth" "?" [ net ] [ net |> filed "other"; twin |> filed "other" ] ])
    // With nothing written yet: placing something that is made from itself would never end.
    let again = { twin with Stages = net.Stages; Repeat = net.Repeat }
    Families.family "depth" "?" [] [ again ] |> List.singleton |> Families.problems |> ignore

[<Fact>]
let ``Nothing is written while a member's base is missing or a different network`` () =
    for text in [ None; Some((Spec.write net).Replace("out: ", "out: 1")) ] do
        use folder = started ()
        File.Delete(Path.Combine(folder.Path, "net.yaml"))
        Option.iter (folder.Write "net.yaml") text
        let made, remaining = write folder catalogue

        Assert.Empty made
        Assert.Contains(remaining, fun difference -> difference.IsOfAnother)
        Assert.DoesNotContain(folder.Files, fun file -> file.StartsWith "families/")

[<Fact>]
let ``A file written by hand is never touched, and nothing is written while it is in the way`` () =
    use folder = started ()
    folder.Write "families/depth/net-2.yaml" "name: Mine\n"

    let expected = [ Missing written[0]; InTheWay written[1]; Missing written[2] ]
    Assert.Equal<Difference list * Difference list>(([], expected), write folder catalogue)
    Assert.Equal<string list>([ "families/depth/net-2.yaml"; "net.yaml" ], folder.Files)
    Assert.Equal("name: Mine\n", folder.Read "families/depth/net-2.yaml")

[<Fact>]
let ``Files that left the catalogue are removed with their folder, those that a person wrote or changed stay`` () =
    use folder = started ()
    let other = Families.family "wide" "How wide?" [ net ] [ net |> named "Wide" |> withArguments [ "out" => 64 ] ]
    write folder [ family; other ] |> ignore
    folder.Write "families/depth/by-hand.yaml" "name: Mine\n"
    edit folder written[2]

    let smaller = [ Families.family "depth" "How deep?" [ net ] [] ]
    let made, remaining = write folder smaller

    Assert.Equal<Difference list>(
        [ Changed written[0]; Stale written[1]; Stale "families/wide.yaml"; Stale "families/wide/wide.yaml" ],
        made
    )

    Assert.Equal<Difference list>([ Edited written[2] ], remaining)
    Assert.Equal<string list>([ written[0]; "families/depth/by-hand.yaml"; written[2]; "net.yaml" ], folder.Files)
    Assert.False(Directory.Exists(folder.File "families/wide"))

[<Fact>]
let ``A file that the catalogue has changed is written again`` () =
    use folder = complete ()
    let other = [ Families.family "depth" "How much deeper?" [ net ] [ deep 2; deep 3 ] ]
    Assert.Equal<Difference list>([ Changed written[0] ], differences folder other)
    Assert.Equal<Difference list * Difference list>(([ Changed written[0] ], []), write folder other)
    Assert.Contains("How much deeper?", folder.Read written[0])

[<Fact>]
let ``A file that someone has changed is reported and kept, and the others are written`` () =
    use folder = complete ()
    File.Delete(folder.File written[2])
    edit folder written[1]
    let edited = folder.Read written[1]
    Assert.Equal<Difference list>([ Edited written[1]; Missing written[2] ], differences folder catalogue)

    Assert.Equal<Difference list * Difference list>(([ Missing written[2] ], [ Edited written[1] ]), write folder catalogue)
    Assert.Equal(edited, folder.Read written[1])

[<Fact>]
let ``A change to any line is noticed, including the first, the one with the checksum, and its position`` () =
    use folder = complete ()
    let original = folder.Read written[1]
    let lines = original.Split '\n' |> List.ofArray

    for changed in
        [ "# " :: lines
          [ for i, line in List.indexed lines -> if i = 0 then line + " " else line ]
          [ for i, line in List.indexed lines -> if i = 1 then line.Replace("(", "(0") else line ]
          [ for i, line in List.indexed lines -> if i = 3 then "name: Mine" else line ]
          List.removeAt 3 lines
          lines @ [ "" ] ] do
        folder.Write written[1] (String.concat "\n" changed)
        Assert.Equal<Difference list>([ Edited written[1] ], differences folder catalogue)

    // Without the second line it counts as a person's.
    folder.Write written[1] (String.concat "\n" (List.removeAt 1 lines))
    Assert.Equal<Difference list>([ InTheWay written[1] ], differences folder catalogue)

[<Fact>]
let ``Different line ends are not a change`` () =
    use folder = complete ()

    for file in written do
        folder.Write file ((folder.Read file).Replace("\n", "\r\n"))

    Assert.Empty(differences folder catalogue)
    let other = [ Families.family "depth" "How much deeper?" [ net ] [ deep 2 ] ]
    Assert.Equal<Difference list>([ Changed written[0]; Stale written[2] ], differences folder other)

[<NotOnWindowsFact("Windows needs special rights for links.")>]
let ``Links are neither followed nor replaced`` () =
    use folder = complete ()
    use elsewhere = new Folder()
    elsewhere.Write "net-2.yaml" (folder.Read written[1])
    elsewhere.Write "gone.yaml" (folder.Read written[1])

    // A file that is a link, even to the same text; and one that leads nowhere.
    for target in [ elsewhere.File "net-2.yaml"; elsewhere.File "nowhere.yaml" ] do
        File.Delete(folder.File written[1])
        folder.Link written[1] target
        let made, remaining = write folder catalogue
        Assert.Equal<Difference list * Difference list>(([], [ InTheWay written[1] ]), (made, remaining))
        Assert.Equal(target, FileInfo(folder.File written[1]).LinkTarget)

    // A linked folder that the catalogue does not know is not searched; otherwise its files would be stale.
    File.Delete(folder.File written[1])
    folder.Link "families/linked" elsewhere.Path
    Assert.Empty(snd (write folder catalogue))
    Assert.Equal<string list>([ "gone.yaml"; "net-2.yaml" ], elsewhere.Files)

    // The folder of a family, and the folder of all.
    File.Delete(folder.File "families/linked")

    for link in [ "families/depth"; "families" ] do
        Directory.Delete(folder.File link, true)
        folder.Link link elsewhere.Path
        Assert.Contains(InTheWay link, snd (write folder catalogue))
        Assert.Equal<string list>([ "gone.yaml"; "net-2.yaml" ], elsewhere.Files)
        File.Delete(folder.File link)
        write folder catalogue |> ignore

[<Fact>]
let ``A folder where a file would be is in the way`` () =
    use folder = complete ()
    File.Delete(folder.File written[0])
    Directory.CreateDirectory(folder.File written[0]) |> ignore
    Assert.Equal<Difference list>([ InTheWay written[0] ], differences folder catalogue)

[<LinuxFact("Only on Linux do we tell a pipe from a file.")>]
let ``A pipe where a file would be is in the way, and does not block`` () =
    use folder = complete ()

    let pipe (name: string) =
        use making = Process.Start("mkfifo", [ folder.File name ])
        making.WaitForExit()

    File.Delete(folder.File written[0])
    pipe written[0]
    pipe "families/depth/other.yaml"
    Assert.Equal<Difference list * Difference list>(([], [ InTheWay written[0] ]), write folder catalogue)

[<Fact>]
let ``A file where the folder of a family would be is in the way`` () =
    use folder = started ()
    folder.Write "families/depth" "mine"
    Assert.Contains(InTheWay "families/depth", snd (write folder catalogue))
    Assert.Equal("mine", folder.Read "families/depth")

[<Fact>]
let ``The next run removes what a killed run left behind, but not a person's files`` () =
    use folder = complete ()
    let original = folder.Read written[1]
    // Killed between writing and renaming: an incomplete new text is beside the file.
    folder.Write "families/depth/.net-2.yaml.4711.catalogue-new" (original.Substring 30)
    folder.Write $"families/depth/.net-2.yaml.{Environment.ProcessId}.catalogue-new" (original.Substring 30)
    folder.Write "families/depth/net-2.yaml.new" "mine"
    File.Delete(folder.File written[1])

    Assert.Equal<Difference list>([ Missing written[1] ], differences folder catalogue)
    write folder catalogue |> ignore
    Assert.Equal(original, folder.Read written[1])
    Assert.Equal<string list>([ written[0]; written[1]; "families/depth/net-2.yaml.new"; written[2]; "net.yaml" ], folder.Files)

[<Fact>]
let ``A file that cannot be written keeps its text, written files are reported, and the rest can be written later`` () =
    use folder = complete ()
    let other = [ Families.family "depth" "How much deeper?" [ net ] [ deep 2; deep 4 ] ]
    // A folder is where the new text would be written.
    let blocked = folder.File $"families/depth/.net-4.yaml.{Environment.ProcessId}.catalogue-new"
    Directory.CreateDirectory blocked |> ignore
    let said = ResizeArray()

    Assert.ThrowsAny<Exception>(fun () -> Families.writing said.Add CancellationToken.None folder.Path other |> ignore)
    |> ignore

    Assert.Equal<Difference list>([ Changed written[0] ], List.ofSeq said)
    Assert.False(File.Exists(folder.File "families/depth/net-4.yaml"))
    Assert.True(File.Exists(folder.File written[2]))

    Directory.Delete blocked
    Assert.Empty(snd (write folder other))
    Assert.Empty(differences folder other)

[<Fact>]
let ``A run that is stopped finishes the current file and leaves nothing half written`` () =
    use folder = started ()
    use stop = new CancellationTokenSource()

    let stopAfterSecond difference =
        if difference = Missing written[1] then
            stop.Cancel()

    match Families.writing stopAfterSecond stop.Token folder.Path catalogue with
    | Ok(made, remaining) ->
        Assert.Equal<Difference list>([ Missing written[0]; Missing written[1] ], made)
        Assert.Equal<Difference list>([ Missing written[2] ], remaining)
    | Error problems -> failwith $"%A{problems}"

    Assert.Equal<string list>([ written[0]; written[1]; "net.yaml" ], folder.Files)
    Assert.Equal<Difference list>([ Missing written[2] ], differences folder catalogue)

[<Fact>]
let ``A handwritten file that is a different network is reported with the keys that differ`` () =
    use folder = complete ()

    let other =
        { net with Classes = Some 100 }
        |> withStem [ conv (out = 8, kernel = 3) ]
        |> withStage 2 (stageArguments [ "stride" => 1 ])

    folder.Write "net.yaml" (Spec.write { other with File = "net"; Name = "Net"; Base = None })
    let expected = [ OtherNetwork("net.yaml", [ "classes"; "stem"; "stages[1].stride" ]) ]
    Assert.Equal<Difference list>(expected, differences folder catalogue)
    // Only a person can repair it.
    Assert.Equal<Difference list * Difference list>(([], expected), write folder catalogue)

    File.Delete(folder.File "net.yaml")
    Assert.Equal<Difference list>([ NotFound "net.yaml" ], differences folder catalogue)

[<Fact>]
let ``A handwritten file that cannot be read is reported with its problems and their places`` () =
    use folder = complete ()
    folder.Write "net.yaml" ((Spec.write net).Replace("name: Net\n", "name: [1\n"))
    let said = differences folder catalogue |> List.map string |> String.concat "\n"
    Assert.StartsWith("net.yaml: written by hand, and cannot be read:\n  net.yaml(", said)
    Assert.Contains("): error SR0", said)

[<Fact>]
let ``A handwritten file may have a different summary, and counts that must match`` () =
    use folder = complete ()

    let counted =
        match Spec.counted net with
        | Ok counted -> counted
        | Error problems -> failwith $"%A{problems}"

    folder.Write "net.yaml" (Spec.write (counted |> summarised "By hand."))
    Assert.Empty(differences folder catalogue)

[<Fact>]
let ``Differences are described in words, with what to do if a person has to do it`` () =
    Assert.Equal<string list>(
        [ "a: missing"; "a: differs from the catalogue"; "a: no longer in the catalogue" ],
        [ for difference in [ Missing "a"; Changed "a"; Stale "a" ] -> string difference ]
    )

    Assert.Contains("move the change into the catalogue", string (Edited "a"))
    Assert.EndsWith("differ in: stem, stages[1].width", string (OtherNetwork("a", [ "stem"; "stages[1].width" ])))

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

        if width > 1 then
            Assert.Equal(Ok(width - 1), Fit.largest (target - 1L, 1, 64, wide))

    Assert.True((Fit.largest (0L, 1, 64, wide)).IsError)
    Assert.True((Fit.largest (Int64.MaxValue, 2, 1, wide)).IsError)
    Assert.Equal(Ok 64, Fit.largest (Int64.MaxValue, 1, 64, wide))

[<Fact>]
let ``The nearest is the one with the smallest difference, the first of two that are equally near`` () =
    let among = [ for width in [ 8; 16; 32 ] -> wide width ]
    let counts = List.map parameters among
    Assert.Equal(Ok among[1], Fit.nearest (counts[1] + 1L, among))
    Assert.Equal(Ok among[0], Fit.nearest (0L, among))
    Assert.Equal(Ok among[2], Fit.nearest (Int64.MaxValue, among))
    let twin = among[0] |> named "Twin"
    Assert.Equal(Ok twin, Fit.nearest (counts[0], [ twin; among[0] ]))
    Assert.True((Fit.nearest (1L, [])).IsError)

[<Fact>]
let ``Something that does not compile fits nothing, and says why`` () =
    let wrong (_: int) = { net with Block = Some "basc" }

    let ids result =
        match result with
        | Error problems -> problems |> List.map (fun problem -> problem.Id)
        | Ok _ -> []

    Assert.Equal<string list>([ "SR0020" ], ids (Fit.largest (1L, 1, 8, wrong)))
    Assert.Equal<string list>([ "SR0020" ], ids (Fit.nearest (1L, [ wrong 1 ])))
