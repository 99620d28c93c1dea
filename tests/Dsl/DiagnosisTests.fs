/// A mistake in a value is reported with the id of the finding and the place in the value.
module SeRes2Net.Dsl.Tests.DiagnosisTests

open SeRes2Net.Dsl
open Xunit

let private net =
    architecture "Net" {
        stem [ conv (out = 16, kernel = 3); batchNorm (); relu ]
        block (blockOf "basic" [])

        stages
            [ stage {
                  repeat 2
                  arguments [ "out" => 16 ]
              }
              stage {
                  repeat 2
                  arguments [ "out" => 32; "stride" => 2 ]
              } ]
    }

let private second (edit: Stage -> Stage) = { net with Stages = [ net.Stages[0]; edit net.Stages[1] ] }

let private found (problems: Problem list) = problems |> List.map (fun problem -> problem.Id, problem.Path)

let private finds (expected: (string * string) list) (value: SpecFile) =
    Assert.Equal<(string * string) list>(expected, found (Spec.check value))

let private archWrong (expected: (string * string) list) (value: Architecture) =
    finds expected (SpecFile.Architecture value)

    match Spec.compile value with
    | Ok _ -> failwith "It compiled."
    | Error problems -> Assert.Equal<(string * string) list>(expected, found problems)

[<Fact>]
let ``A correct value gives no findings`` () =
    Assert.Empty(Spec.check net)
    Assert.True((Spec.compile net).IsOk)

[<Fact>]
let ``An unknown block`` () = archWrong [ "SR0020", "block" ] { net with Block = Some "basc" }

[<Fact>]
let ``An unknown block of one stage`` () =
    archWrong [ "SR0020", "stages[1].block" ] (second (fun stage -> { stage with Block = Some "basc" }))

[<Fact>]
let ``An unknown gate`` () = archWrong [ "SR0020", "gates[0].gate" ] { net with Gates = [ plug Residual (gateOf "sse2" []) ] }

[<Fact>]
let ``An unknown slot`` () = archWrong [ "SR0023", "gates[0].at" ] { net with Gates = [ plug Concat (gateOf "se" []) ] }

[<Fact>]
let ``An unknown parameter of a block`` () = archWrong [ "SR0021", "stages[1].width" ] (second (stageArguments [ "width" => 12 ]))

[<Fact>]
let ``An unknown parameter of all blocks`` () = archWrong [ "SR0021", "with.width" ] { net with With = arguments [ "width" => 12 ] }

[<Fact>]
let ``An unknown parameter of a gate`` () =
    archWrong [ "SR0021", "gates[0].reductoin" ] { net with Gates = [ plug Residual (gateOf "se" [ "reductoin" => 8 ]) ] }

[<Fact>]
let ``A parameter that is in with, because it has the name of a key`` () =
    archWrong [ "SR0021", "stages[1].with.repeat" ] (second (stageArguments [ "repeat" => 8 ]))

[<Fact>]
let ``A missing parameter`` () = archWrong [ "SR0022", "stages[1]" ] (second (fun stage -> { stage with With = arguments [] }))

[<Fact>]
let ``Channels that do not divide`` () =
    archWrong [ "SR0030", "stem[0].conv" ] { net with Stem = [ conv (out = 16, kernel = 3, groups = 2) ] }

[<Fact>]
let ``A shortcut that misses the stride of its branch`` () =
    finds
        [ "SR0029", "body[0].residual" ]
        (block "wide" {
            tryWith (16, 8, 8) []
            body [ residual (branch = [ conv (kernel = 3, stride = 2) ]); relu ]
        })

[<Fact>]
let ``A linear layer on a map`` () = archWrong [ "SR0033", "head[0].linear" ] { net with Head = [ linear (out = classes) ] }

[<Fact>]
let ``A different number of classes than declared`` () =
    archWrong [ "SR0034", "head" ] { net with Head = [ globalAvgPool; linear (out = 11) ] }

[<Fact>]
let ``Budgets`` () =
    let expect = { net.Expect with ParametersMax = Some 100L; Macs = Some 1L }
    archWrong [ "SR0035", "expect.parameters-max"; "SR0035", "expect.macs" ] (expecting expect net)

[<Fact>]
let ``An unknown recipe`` () = archWrong [ "SR0036", "recipe" ] { net with Recipe = Some "quick-6" }

[<Fact>]
let ``A name that is not valid`` () = archWrong [ "SR0024", "stages[1].name" ] (second (fun stage -> { stage with Name = Some "a b" }))

[<Fact>]
let ``A title of several lines`` () = archWrong [ "SR0017", "name" ] { net with Name = "two\nlines" }

[<Fact>]
let ``A condition that is a number`` () =
    archWrong [ "SR0017", "stem[0].when" ] { net with Stem = [ relu |> onlyIf (Expr.name "classes") ] }

[<Fact>]
let ``An expression with an unknown name`` () =
    archWrong [ "SR0015", "stages[1].out" ] (second (stageArguments [ "out" => Expr.name "width" * 2 ]))

[<Fact>]
let ``A text where a number belongs`` () = archWrong [ "SR0014", "stages[1].out" ] (second (stageArguments [ "out" => "3x3" ]))

[<Fact>]
let ``A window that is larger than the map`` () = archWrong [ "SR0032", "stem[0].max-pool" ] { net with Stem = [ maxPool (kernel = 40) ] }

[<Fact>]
let ``Several mistakes are found together`` () =
    archWrong
        [ "SR0020", "stages[0].block"; "SR0021", "stages[1].widht"; "SR0018", "head[0]"; "SR0036", "recipe" ]
        { net with
            Stages = [ { net.Stages[0] with Block = Some "nothing" }; stageArguments [ "widht" => 1 ] net.Stages[1] ]
            Recipe = Some "nothing"
            Head = [ projection ] }

[<Fact>]
let ``A block whose parameter has the name of a built-in`` () =
    finds
        [ "SR0024", "parameters.channels" ]
        (block "wide" {
            let! _ = Parameters.int "channels"
            body [ relu ]
        })

[<Fact>]
let ``A block that fails its own trial`` () =
    finds
        [ "SR0030", "body.conv" ]
        (block "wide" {
            tryWith (3, 8, 8) []
            body [ conv (groups = 2) ]
        })

[<Fact>]
let ``Two values of one file`` () =
    let other = { net with Classes = Some 100 }
    let problems = Spec.checkAll [ net; other ]
    Assert.Equal<(string * string * string) list>([ "SR0041", "net.yaml", "" ], [ for p in problems -> p.Id, p.File, p.Path ])

[<Fact>]
let ``A variation that kept its base's file`` () =
    let other = { (net |> named "Other") with File = net.File }
    Assert.Contains("SR0041", Spec.check other |> List.map (fun problem -> problem.Id))

[<Fact>]
let ``Files whose names are too alike`` () =
    let one, other = filed "se-net" net, filed "se_net" net
    Assert.Equal<(string * string) list>([ "SR0041", "se_net.yaml" ], [ for p in Spec.checkAll [ one; other ] -> p.Id, p.File ])

[<Fact>]
let ``A mistake in a base is found in the base`` () =
    let wrong = second (stageArguments [ "width" => 12 ])
    let child = wrong |> named "Child"

    Assert.Equal<(string * string * string) list>(
        [ "SR0021", "net.yaml", "stages[1].width" ],
        [ for p in Spec.check child -> p.Id, p.File, p.Path ]
    )

[<Fact>]
let ``A mistake in a difference has its place in the whole value`` () =
    let child = net |> named "Child" |> withStage 2 (stageArguments [ "width" => 12 ])

    Assert.Equal<(string * string * string) list>(
        [ "SR0021", "child.yaml", "stages[1].width" ],
        [ for p in Spec.check child -> p.Id, p.File, p.Path ]
    )

[<Fact>]
let ``A problem says in one line where and what it is`` () =
    let problem = Spec.check { net with Block = Some "basc" } |> List.exactlyOne
    Assert.True problem.IsError
    Assert.StartsWith("net.yaml, block: error SR0020: There is no block 'basc'.", string problem)
    Assert.Contains("block: basc", (Spec.write { net with Block = Some "basc" }).Split('\n')[problem.Line - 1])

[<Fact>]
let ``A warning is not an error, and does not prevent compilation`` () =
    let plugged = net |> gated Residual (gateOf "se" [ "reduction" => 64 ])
    Assert.Equal<(string * bool) list>([ "SR2002", false ], [ for p in Spec.check plugged -> p.Id, p.IsError ] |> List.distinct)
    Assert.True((Spec.compile plugged).IsOk)

[<Fact>]
let ``A study's claims are not values and are not missed`` () =
    let studied =
        study "one" {
            specs [ net ]
            claims [ "claims/paper" ]
        }

    Assert.Empty(Spec.check (studied, beside = [ SpecFile.Architecture net ]))
    Assert.Contains("claims: [../claims/paper.yaml]", Spec.write studied)

[<Fact>]
let ``A study of missing architectures`` () = finds [ "SR0026", "specs[0]" ] (study "one" { specs [ net ] })

[<Fact>]
let ``A recipe that makes no sense`` () = finds [ "SR0017", "epochs" ] (recipe "quick" { epochs 0 })
