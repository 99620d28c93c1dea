/// What happens to an architecture that is changed: its name, its file, its counts, and changes that cannot be made.
module SeRes2Net.Dsl.Tests.VariationTests

open FsCheck
open FsCheck.FSharp
open SeRes2Net.Dsl
open Xunit

let private net =
    architecture "Net" {
        stem [ conv (out = 16, kernel = 3) ]
        block (blockOf "basic" [])

        stages [ stage { arguments [ "out" => 16 ] }; stage { arguments [ "out" => 32; "stride" => 2 ] } ]

        expect 1L 1L
        expectAtMost 1_000_000L 1_000_000_000L
    }

let private se = gateOf "se" [ "reduction" => 4 ]

let private found (value: Architecture) = Spec.check value |> List.map (fun problem -> problem.Id, problem.File, problem.Path)

[<Fact>]
let ``A change without a name begins an architecture that is named after the change`` () =
    let changed = net |> gated Post se |> repeating 2

    Assert.Equal("Net (se at post reduction 4, 2 blocks)", changed.Name)
    Assert.Equal("net-se-at-post-reduction-4-2-blocks.yaml", Spec.path changed)
    Assert.Equal(Some net, changed.Base)

[<Fact>]
let ``A name given later replaces the generated one`` () =
    let changed = net |> gated Post se |> named "SE-Net"

    Assert.Equal("se-net.yaml", Spec.path changed)
    Assert.Equal(Some net, changed.Base)
    Assert.Equal(1, changed.Gates.Length)

[<Fact>]
let ``A name always begins a new architecture`` () =
    let first = net |> named "A" |> gated Post se
    let second = first |> named "B" |> gated Pre se

    Assert.Equal(Some first, second.Base)
    Assert.Equal(2, second.Gates.Length)

[<Fact>]
let ``A change drops exact counts and keeps upper bounds`` () =
    let named = { (net |> named "A") with Expect = net.Expect }
    let changed = named |> gated Post se

    Assert.Equal(None, changed.Expect.Parameters)
    Assert.Equal(None, changed.Expect.Macs)
    Assert.Equal(Some 1_000_000L, changed.Expect.ParametersMax)

[<Fact>]
let ``A stage that does not exist cannot be changed`` () =
    for number in [ 0; 3; -1 ] do
        Assert.Equal<(string * string * string) list>(
            [ "SR0028", "a.yaml", "stages" ],
            found (net |> named "A" |> withStage number (stageRepeat 2))
        )

[<Fact>]
let ``A depth for every stage, no more and no fewer`` () =
    for depths in [ []; [ 1 ]; [ 1; 2; 3 ] ] do
        Assert.Equal<(string * string * string) list>([ "SR0028", "a.yaml", "stages" ], found (net |> named "A" |> withDepths depths))

    Assert.Empty(found (net |> named "A" |> withDepths [ 2; 3 ]))

[<Fact>]
let ``An architecture made from a wrong change is wrong, too`` () =
    let mistaken = net |> named "A" |> withStage 3 (stageRepeat 2)

    Assert.Contains(("SR0028", "a.yaml", "stages"), found (mistaken |> named "B"))

[<Theory>]
[<InlineData("../net")>]
[<InlineData("/net")>]
[<InlineData("")>]
[<InlineData("a//b")>]
[<InlineData("a/.b")>]
[<InlineData("a\nb")>]
let ``A file is below the spec folder`` (file: string) =
    let ids = found (net |> named "A" |> filed file) |> List.map (fun (id, _, _) -> id)

    Assert.Contains("SR0024", ids)

[<Fact>]
let ``A file's name may have letters of any script`` () = Assert.Equal("网络-é-2.yaml", Spec.path (net |> named "网络 (é, 2)"))

[<Fact>]
let ``At the prompt a value is one line`` () =
    let own = gate "g" { body [ gatedBy (by = [ sigmoid ]) ] }

    Assert.Equal("A (a.yaml, from Net)", sprintf "%A" (net |> named "A"))
    Assert.Equal("the gate g (gates/g.yaml)", sprintf "%A" own)

[<Fact>]
let ``A parameter of steps or a gate is run by its own name`` () =
    let value =
        block "b" {
            let! act = Parameters.steps ("act", value = [ relu ])
            let! also = Parameters.gate ("also", value = noGate)
            tryWith (4, 8, 8) [ "also" => gateOf "se" [ "reduction" => 2 ] ]
            body [ conv (); using act; using also ]
        }

    Assert.Contains("  - use: act\n  - use: also\n", Spec.write value)
    Assert.Empty(Spec.check value)

[<Fact>]
let ``An invalid path is not a file`` () =
    for path in [ ""; "a\000b" ] do
        match Spec.read path with
        | Error [ problem ] -> Assert.Equal("SR0026", problem.Id)
        | other -> failwith $"%A{other}"

[<Fact>]
let ``A mistake is not lost if the base is dropped`` () =
    let mistaken = net |> named "A" |> withDepths [ 1 ] |> named "B"

    Assert.Contains(("SR0028", "b.yaml", "stages"), found { mistaken with Base = None })

[<Fact>]
let ``A new block also replaces the blocks that stages named`` () =
    let own =
        { net with
            Stages = [ for stage in net.Stages -> { stage with Block = Some "basic" } ]
            Block = None }

    let changed = own |> named "A" |> withBlock (blockOf "pre-basic" [])

    Assert.Equal<string option list>([ None; None ], [ for stage in changed.Stages -> stage.Block ])
    Assert.Contains("branch.batch_norm", (Spec.table changed |> Result.defaultValue ""))
    Assert.DoesNotContain("projection", (Spec.table changed |> Result.defaultValue ""))

[<Fact>]
let ``The last of two arguments with the same name wins`` () =
    for given in [ []; [ "stride" => 1 ] ] do
        let value = { net with With = arguments given } |> named "A" |> withArguments [ "stride" => 3; "stride" => 2 ]
        Assert.Equal(arguments [ "stride" => 2 ], value.With)

[<Fact>]
let ``A base outside the spec folder keeps its place`` () =
    let text =
        "name: Base\ninput: [3, 8, 8]\nclasses: 2\nblock: basic\nstages: [{ out: 4 }]\nhead: [global-avg-pool, linear: { out: classes }]\n"

    for own, target in [ "p.yaml", "../shared/base.yaml"; "sub/p.yaml", "../../shared/base.yaml" ] do
        let files = [ "../shared/base.yaml", text; "shared/base.yaml", text.Replace("out: 4", "out: 5") ]

        match Spec.ofText (own, $"extends: {target}\nname: P\nrepeat: 2\n", files) with
        | Ok(SpecFile.Architecture value) ->
            Assert.Equal("../shared/base", value.Base.Value.File)
            Assert.Contains($"extends: {target}\n", Spec.write value)
            Assert.Empty(Spec.check value)
        | other -> failwith $"%A{other}"

[<Fact>]
let ``A chosen file name is kept, whatever is changed afterwards`` () =
    let changed = net |> gated Post se |> filed "mine" |> repeating 2

    Assert.Equal("mine.yaml", Spec.path changed)
    Assert.Equal("mine.yaml", Spec.path (changed |> named "Mine too"))

[<Fact>]
let ``Changing nothing is not a change, and removing all gates is one`` () =
    Assert.Equal(net, net |> withArguments [])
    Assert.Equal("Net (no gates)", (net |> withGates []).Name)

// Changes with arguments from small ranges, so that some undo others.
let private changes: Gen<Architecture -> Architecture> =
    let places = Gen.elements [ Pre; Residual; Post ]

    Gen.oneof
        [ Gen.map2 (fun place (reduction: int) -> gated place (gateOf "se" [ "reduction" => reduction ])) places (Gen.choose (2, 4))
          Gen.constant ungated
          Gen.map (fun place -> withGates [ plug place se |> whereHolds (stageNumber .> 1) ]) places
          Gen.map (fun (stride: int) -> withArguments [ "stride" => stride ]) (Gen.choose (1, 2))
          Gen.map repeating (Gen.choose (1, 3))
          Gen.map2 (fun a b -> withDepths [ a; b ]) (Gen.choose (1, 3)) (Gen.choose (1, 3))
          Gen.map2 (fun number (out: int) -> withStage number (stageArguments [ "out" => out ])) (Gen.choose (1, 2)) (Gen.choose (8, 9))
          Gen.map (fun number -> withStage number (stageRepeat 2 >> fun stage -> { stage with Gates = Some [] })) (Gen.choose (1, 2))
          Gen.map (fun (out: int) -> withStem [ conv (out = out) ]) (Gen.choose (8, 9))
          Gen.constant (withBlock (blockOf "bottleneck" [ "groups" => 1 ]))
          Gen.map (fun classes -> forImages (3, 16, 16) classes) (Gen.choose (2, 3))
          Gen.map (fun number -> named $"Net {number}") (Gen.choose (1, 99_999))
          Gen.map (fun number -> filed $"mine-{number}") (Gen.choose (1, 99_999)) ]

[<Fact>]
let ``After any sequence of changes, the file describes the same network as the value`` () =
    let whole (value: Architecture) = { value with Base = None; Changes = Changes.None }

    let holds (steps: (Architecture -> Architecture) list) =
        let value = steps |> List.fold (fun value change -> change value) net

        let rec bases (value: Architecture) =
            match value.Base with
            | Some parent -> (Spec.path parent, Spec.write parent) :: bases parent
            | None -> []

        let files = Spec.path value :: List.map fst (bases value)

        // Two networks with the same name are a different problem.
        List.distinct files <> files
        || match Spec.ofText (Spec.path value, Spec.write value, bases value) with
           | Ok(SpecFile.Architecture found) -> whole found = whole value && found.Base = value.Base
           | other -> failwith $"%A{other}"

    let property = Prop.forAll (Arb.fromGen (Gen.listOf changes |> Gen.resize 8)) holds
    Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20190402UL, 1UL), property)
