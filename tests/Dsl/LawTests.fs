/// The law of the DSL: the text of a value reads back as the same value.
module SeRes2Net.Dsl.Tests.LawTests

open System.Text.RegularExpressions
open FSharp.Reflection
open FsCheck
open FsCheck.FSharp
open SeRes2Net.Dsl
open Xunit
open Xunit.Abstractions

// A different seed gives different values: SERES2NET_SEED=12345.
let private seed =
    match System.Environment.GetEnvironmentVariable "SERES2NET_SEED" with
    | null
    | "" -> 20190402UL
    | given -> uint64 given

let rec private basesOf (value: SpecFile) =
    match value with
    | SpecFile.Architecture { Base = Some parent } ->
        let parent = SpecFile.Architecture parent
        (Spec.path parent, Spec.write parent) :: basesOf parent
    | _ -> []

let private readBack (value: SpecFile) = Spec.ofText (Spec.path value, Spec.write value, basesOf value)

let private holds (value: SpecFile) = readBack value = Ok value

type LawTests(output: ITestOutputHelper) =
    let check count (values: Gen<SpecFile>) =
        output.WriteLine $"SERES2NET_SEED={seed}"
        let arbitrary = Arb.fromGenShrink (values, Shrinking.shrink)

        let property =
            Prop.forAll arbitrary (fun value ->
                holds value
                |> Prop.label
                    $"{Spec.path value}:\n{Spec.write value}\n{basesOf value}\nis read as\n%A{readBack value}\ninstead of\n%A{value}")

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(seed, 1UL).WithEndSize(50), property)

    [<Fact>]
    member _.``Expressions read back as written, however they are nested``() = check 1500 Generators.expressions

    [<Fact>]
    member _.``Steps of every kind read back as written``() = check 1200 Generators.stepsOfEveryKind

    [<Fact>]
    member _.``Blocks read back as written``() = check 500 Generators.block

    [<Fact>]
    member _.``Gates read back as written``() = check 400 Generators.gate

    [<Fact>]
    member _.``Recipes read back as written``() = check 500 Generators.recipe

    [<Fact>]
    member _.``Studies read back as written``() = check 300 Generators.study

    [<Fact>]
    member _.``Architectures read back as written, with all their bases``() = check 600 Generators.architecture

[<Fact>]
let ``Every kind of step is tested`` () =
    let kinds =
        Generators.stepsOfEveryKind
        |> Gen.sampleWithSeed (Rnd seed) 10 2000
        |> Seq.choose (function
            | SpecFile.Block { Body = Single step } -> Some((fst (FSharpValue.GetUnionFields(step.Operation, typeof<Operation>))).Name)
            | _ -> None)
        |> set

    Assert.Equal<string Set>(FSharpType.GetUnionCases typeof<Operation> |> Array.map (fun case -> case.Name) |> set, kinds)

[<Fact>]
let ``Every kind of variation is tested`` () =
    let values = Generators.architecture |> Gen.sampleWithSeed (Rnd seed) 50 300

    let chains = values |> Seq.map (fun value -> (basesOf value).Length) |> set
    let variations = values |> Seq.filter (fun value -> not (basesOf value).IsEmpty) |> Seq.map Spec.write |> List.ofSeq

    let isWritten pattern = variations |> List.exists (fun written -> Regex.IsMatch(written, pattern))

    Assert.True(Set.isSubset (set [ 0; 1; 2; 3 ]) chains, $"Chains are of the lengths {chains}.")
    // Removals, at the root and inside; changes to stages by number, and new lists of stages.
    for pattern in
        [ "\nstages: ~"
          "\nwith: ~"
          "\ninput: ~"
          ": ~ }"
          "\nstages:( {|\n ) [1-4]: "
          "\nstages:\n  - "
          @"gates: \[\]"
          "with: {" ] do
        Assert.True(isWritten pattern, $"'{pattern}' is in none of {variations.Length} variations.")
