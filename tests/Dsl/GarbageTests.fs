/// No value, however wrong, makes anything throw.
module SeRes2Net.Dsl.Tests.GarbageTests

open System
open FsCheck
open FsCheck.FSharp
open SeRes2Net.Dsl
open Xunit

// What the law excludes: invalid expressions, half characters, keys that YAML cannot hold, duplicate names, invalid files.
let private texts =
    [ ""
      " "
      "\uD800"
      "a\uDC00b"
      "../../a"
      "/a"
      "a//b"
      "."
      ".."
      "a:b"
      "C:\\a"
      "=x"
      "="
      "=="
      String('k', 3000)
      "\u0000"
      "a\nb"
      "~"
      "net" ]

let private expressions: Expression list =
    [ nan
      infinity
      -infinity
      Expr.name ""
      Expr.name "if"
      Expr.name "a b"
      Expr.name "\uD800"
      Expr.name "\n- x: ["
      Expr.name ")"
      Expr.text "'\""
      ToExpression.Binary("", 1, 2)
      ToExpression.Binary("=>", 1, 2)
      ToExpression.Binary("\n", true, "# " |> Expr.text)
      Expr.name "x" ** Expr.name "+"
      Expr.name (String('x', 2000)) ]

let private text = Gen.frequency [ 3, Gen.elements texts; 1, Generators.text ]

let private expression = Gen.frequency [ 3, Gen.elements expressions; 1, Generators.expression ]

let private given =
    Gen.zip text (Gen.oneof [ Gen.map argument expression; Gen.map argument text; Gen.map choosing expression ])
    |> Gen.listOf
    |> Gen.map (fun pairs -> arguments (List.truncate 4 (pairs @ pairs)))

let private step =
    gen {
        let! e = expression
        let! name = text
        let! given = given

        return!
            Gen.elements
                [ conv (out = e, kernel = Size.op_Implicit ((e, e)))
                  relu |> onlyIf e |> called name
                  using (name, given.Pairs)
                  slot name
                  softmax (Computed e)
                  cascade (e, [], carry = e, passthrough = pass (Computed e))
                  branches ([ []; [ relu ] ], Merge.Add) ]
    }

let private steps = Gen.listOf step |> Gen.map (List.truncate 3)

let private pluggedGate =
    gen {
        let! name = text
        let! given = given
        let! where = text
        let! number = Gen.elements [ 0; -1; Int32.MaxValue; Int32.MinValue ]

        let! at =
            Gen.elements [ At where; At "split"; AtStreams(where, First number); AtStreams("split", Only [ number ]); Split(Only []) ]

        let! condition = expression
        return plug at (gateOf name given.Pairs) |> whereHolds condition
    }

let private architecture =
    gen {
        let! file = text
        let! title = text
        let! stem = steps
        let! blockName = text
        let! given = given
        let! plugged = Gen.listOf pluggedGate
        let! times = expression
        let! size = Gen.elements [ Int32.MinValue; -1; 0; 1; Int32.MaxValue ]

        let value =
            { architecture title {
                  block (blockOf blockName given.Pairs)
                  input size size size
                  classes size
                  gates (List.truncate 2 plugged)

                  stages
                      [ stage {
                            repeat times
                            arguments given.Pairs
                            name title
                        }
                        stage { gates [] } ]

                  allow [ title; "SR2001" ]
              } with
                File = file
                Stem = stem }

        let parent = { value with File = "other"; Repeat = None; With = arguments [] }
        return! Gen.elements [ value; { value with Base = Some parent }; { value with Base = Some { parent with File = file } } ]
    }

let private definition =
    gen {
        let! name = text

        let! kind =
            Gen.elements
                [ ParameterType.Int(Some nan, None)
                  ParameterType.Choice []
                  ParameterType.Choice [ "a"; "a" ]
                  ParameterType.Steps
                  ParameterType.Gate ]

        let! usual = Gen.oneof [ Gen.map argument expression; Gen.map argument text ]
        let! condition = expression
        let! body = steps

        let parameter =
            { Name = name
              Type = kind
              Default = Some usual
              FirstOnly = true
              Summary = name }

        return
            SpecFile.Block
                { Name = name
                  Summary = name
                  Parameters = [ parameter; parameter ]
                  Checks = [ Require(condition, name) ]
                  Try =
                    Some
                        { Input = (0, -1, Int32.MinValue)
                          With = arguments [ name, usual; name, usual ] }
                  Body = Sequence body }
    }

let private recipe =
    Gen.map2
        (fun name (x: float) ->
            SpecFile.Recipe
                { (recipe name { epochs Int32.MinValue }) with
                    LearningRate = x
                    Optimizer = Sgd(x, true, -x, true)
                    ClipNorm = x
                    Ema = -x
                    Schedule = MultiStep([ x; x ], x) })
        text
        (Gen.elements [ nan; infinity; -infinity; 1e308; -0.0 ])

let private study =
    Gen.map2
        (fun file other ->
            SpecFile.Study
                { File = file
                  Summary = other
                  Specs = [ other; other ]
                  Baseline = Some file
                  Recipes = [ other; other ]
                  Data = Some other
                  Equivalence = Some nan
                  Measures = [ other ]
                  Claims = [ file ]
                  Seeds = [ Int32.MinValue ] })
        text
        text

let private isQuiet (value: SpecFile) =
    Spec.write value |> ignore
    Spec.ofText (Spec.path value, Spec.write value) |> ignore
    let problems = Spec.check value

    let compiles =
        match value with
        | SpecFile.Architecture architecture -> (Spec.compile architecture).IsOk
        | _ -> false

    // A finding about the compiler itself is a bug, too.
    problems |> List.forall (fun problem -> problem.Id <> "SR0099" && problem.Line >= 1 && problem.Column >= 1)
    && not (compiles && problems |> List.exists (fun problem -> problem.IsError))

[<Fact>]
let ``Garbage gives findings and never throws`` () =
    let values = Gen.oneof [ Gen.map SpecFile.Architecture architecture; definition; recipe; study ]

    let property =
        Prop.forAll (Arb.fromGen values) (fun value -> isQuiet value |> Prop.label $"{Spec.write value}\n%A{Spec.check value}")

    Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20190402UL, 1UL).WithEndSize(20), property)

[<Fact>]
let ``Values far deeper and longer than any network are refused, not fatal`` () =
    let deep = List.fold (fun inner _ -> [ dense inner ]) [ relu ] [ 1..500 ]
    let long = List.fold (fun sum n -> sum + Expr.name $"x{n}") (Expr.name "x") [ 1..2000 ]
    let net = SeRes2Net.Dsl.ArchitectureBuilding.architecture "Net" { stem deep }
    Assert.Equal<string list>([ "SR0005" ], Spec.check net |> List.map (fun problem -> problem.Id))
    let wide = block "wide" { body [ conv (out = long) ] }
    Assert.Equal<string list>([ "SR0014" ], Spec.check wide |> List.map (fun problem -> problem.Id))
    let chain = List.fold (fun parent n -> parent |> named $"Net {n}") { net with Stem = [] } [ 1..100 ]
    Assert.Equal<string list>([ "SR0005" ], Spec.check chain |> List.map (fun problem -> problem.Id))
