/// The catalogue's program: what it prints, and its exit codes.
module SeRes2Net.Dsl.Tests.CatalogueTests

open System.IO
open System.Threading
open SeRes2Net.Dsl
open SeRes2Net.Specs
open Xunit

type private Said = { Code: int; Out: string; Error: string }

let private runWith (families: unit -> Family list) (stop: CancellationToken) arguments =
    use out = new StringWriter()
    use error = new StringWriter()

    let code = Program.run { Out = out; Error = error; Families = families; Stop = stop } arguments

    { Code = code
      Out = out.ToString().ReplaceLineEndings "\n"
      Error = error.ToString().ReplaceLineEndings "\n" }

let private net =
    architecture "Net" {
        stem [ conv (out = 16, kernel = 3); batchNorm (); relu ]
        stages [ stage { block (blockOf "basic" [ "out" => 16 ]) } ]
    }

let private families () = [ Families.family "depth" "How deep?" [ net ] [ net |> named "Deep" |> repeating 2 ] ]

let private run arguments = runWith families CancellationToken.None arguments

let private inSpecs action =
    Interactive.inNewFolder (fun folder ->
        for name in [ "blocks"; "gates" ] do
            Directory.CreateDirectory(Path.Combine(folder, name)) |> ignore

        File.WriteAllText(Path.Combine(folder, "net.yaml"), Spec.write net)
        action folder)

[<Fact>]
let ``Writing lists each file and a summary, and checking then prints one line`` () =
    inSpecs (fun folder ->
        let found = run [ "check"; "--specs"; folder ]
        Assert.Equal(2, found.Code)
        Assert.EndsWith("To write them: dotnet run --project specs -- write\n", found.Out)

        Assert.Equal(
            { Code = 0
              Out = "wrote families/depth.yaml\nwrote families/depth/deep.yaml\nwrote 2, 0 were as they should be\n"
              Error = "" },
            run [ "write"; "--specs"; folder ]
        )

        Assert.Equal({ Code = 0; Out = "2 files are as the catalogue has them.\n"; Error = "" }, run [ "--specs"; folder; "check" ])

        File.Delete(Path.Combine(folder, "families/depth.yaml"))
        Assert.EndsWith("wrote 1, 1 were as they should be\n", (run [ "--specs"; folder; "write" ]).Out))

[<Fact>]
let ``Writing is only advised if it would do something`` () =
    inSpecs (fun folder ->
        run [ "write"; "--specs"; folder ] |> ignore
        File.AppendAllText(Path.Combine(folder, "families/depth/deep.yaml"), "classes: 11\n")
        let found = run [ "check"; "--specs"; folder ]
        Assert.Equal(2, found.Code)
        Assert.StartsWith("families/depth/deep.yaml: changed by hand", found.Out)
        Assert.DoesNotContain("To write", found.Out)

        let written = run [ "write"; "--specs"; folder ]
        Assert.Equal(2, written.Code)
        Assert.StartsWith("families/depth/deep.yaml: changed by hand", written.Error)
        Assert.Equal("wrote 0, 1 were as they should be, 1 remain\n", written.Out))

[<Fact>]
let ``Every command refuses a folder that is not a spec folder`` () =
    Interactive.inNewFolder (fun folder ->
        for command in [ "write"; "check"; "list" ] do
            let said = run [ command; "--specs"; folder ]
            Assert.Equal(3, said.Code)
            Assert.Contains("is not a spec folder", said.Error)
            Assert.Equal(3, (run [ "--specs"; Path.Combine(folder, "none"); command ]).Code)

        Assert.Empty(Directory.GetFileSystemEntries folder))

[<Fact>]
let ``An unknown command is reported with the help`` () =
    for arguments in [ []; [ "wirte" ]; [ "write"; "check" ]; [ "--specs" ]; [ "write"; "--specs" ] ] do
        let said = run arguments
        Assert.Equal(1, said.Code)
        Assert.Contains("usage:", said.Error)

    Assert.Equal(0, (run [ "--help" ]).Code)

[<Fact>]
let ``The list shows the costs of networks with one's own definitions`` () =
    let gate = gate "soft" { body [ gatedBy (by = [ globalAvgPool; conv (out = channels); sigmoid ]) ] }
    let soft = net |> named "Soft" |> gated Residual (gateOf "soft" [])

    let families () =
        [ { Families.family "soft" "Soft?" [] [ soft ] with
              Beside = [ SpecFile.Gate gate ] } ]

    let said = runWith families CancellationToken.None [ "list" ]
    Assert.Equal(0, said.Code)
    Assert.Contains("parameters", said.Out)

[<Fact>]
let ``An error in the catalogue's code is reported with its line, not as a stack trace`` () =
    inSpecs (fun folder ->
        let broken () : Family list = failwith "no such width"
        let said = runWith broken CancellationToken.None [ "write"; "--specs"; folder ]
        Assert.Equal(2, said.Code)
        Assert.StartsWith("The catalogue failed: no such width\n  in specs/CatalogueTests.fs, line ", said.Error)
        Assert.DoesNotContain("   at ", said.Error))

[<Fact>]
let ``A name that cannot be used is an error, and nothing is written`` () =
    inSpecs (fun folder ->
        let said =
            runWith (fun () -> [ Families.family "../net" "?" [ net ] [] ]) CancellationToken.None [ "write"; "--specs"; folder ]

        Assert.Equal(2, said.Code)
        Assert.Contains("error SR0024", said.Error)
        Assert.EndsWith("Nothing was written.\n", said.Error)
        Assert.Single(Directory.GetFiles folder) |> ignore)

[<Fact>]
let ``A run that is stopped ends with 130 and says what was written`` () =
    inSpecs (fun folder ->
        let said = runWith families (CancellationToken true) [ "write"; "--specs"; folder ]
        Assert.Equal(130, said.Code)
        Assert.Equal("wrote 0, 0 were as they should be, 2 remain\n", said.Out)
        Assert.Contains("Stopped", said.Error)
        Assert.False(Directory.Exists(Path.Combine(folder, "families"))))

[<Fact>]
let ``A file that cannot be written ends with 74, after a report of what was done`` () =
    inSpecs (fun folder ->
        let blocked = Path.Combine(folder, $"families/depth/.deep.yaml.{System.Environment.ProcessId}.catalogue-new")

        Directory.CreateDirectory blocked |> ignore
        let said = run [ "write"; "--specs"; folder ]
        Assert.Equal(74, said.Code)
        Assert.Equal("wrote families/depth.yaml\n", said.Out))
