/// Cases that generated values once failed on.
module SeRes2Net.Dsl.Tests.SpellingTests

open SeRes2Net.Dsl
open Xunit

let private readsBack (value: SpecFile) = Assert.Equal(Ok value, Spec.ofText (Spec.path value, Spec.write value))

let private choosingAmong (names: string list) =
    block "one" {
        let! mode = Parameters.choice ("mode", names, value = names[0])
        require (mode .= Expr.text names[0]) "m"
        body [ relu ]
    }

[<Theory>]
[<InlineData "null">]
[<InlineData "~">]
[<InlineData "yes">]
[<InlineData "Off">]
[<InlineData "true">]
[<InlineData "16">]
[<InlineData "a-1">]
[<InlineData "3x3">]
[<InlineData "x if y else z">]
let ``A choice may have any name`` (name: string) = readsBack (choosingAmong [ name ])

[<Fact>]
let ``Single parentheses are not parts of an expression`` () = readsBack (choosingAmong [ "a("; "b)" ])

[<Theory>]
[<InlineData "\uFFFD">]
[<InlineData "\uFFFE">]
[<InlineData "\uFFFF">]
let ``Characters that a text file cannot hold are escaped`` (text: string) = readsBack (architecture text { summary text })

[<Fact>]
let ``A study with a recipe is not a recipe`` () =
    readsBack (
        study "one" {
            specs [ architecture "Net" { classes 10 } ]
            recipe "quick-5"
        }
    )

[<Fact>]
let ``A gate whose name looks like a difference is a gate`` () =
    let value =
        block "one" {
            let! _ = Parameters.gate ("attention", value = gateOf "se-2" [])
            body [ using "attention" ]
        }

    Assert.Contains("default: se-2 ", Spec.write value)
    readsBack value

[<Fact>]
let ``A gate without arguments is the same value however it is written`` () =
    let text value = $"name: Net\ninput: [3, 8, 8]\nclasses: 10\nstages: [{{ block: res2net, attention: {value} }}]\n"

    Assert.Equal(Spec.ofText ("net.yaml", text "se"), Spec.ofText ("net.yaml", text "{ gate: se }"))

[<Fact>]
let ``A definition that makes no sense can be read, and its mistakes are found in the value`` () =
    match Spec.ofText ("blocks/wide.yaml", "block: wide\nbody: { conv: { out: wdth } }\n") with
    | Ok value -> Assert.Equal<string list>([ "SR0015" ], Spec.check value |> List.map (fun problem -> problem.Id))
    | Error problems -> failwith $"%A{problems}"

[<Fact>]
let ``A change that removes nothing cannot be expressed as a value`` () =
    let net = Spec.write (architecture "Net" { classes 10 })

    match Spec.ofText ("other.yaml", "extends: net.yaml\nname: Other\nrepeat: ~\n", [ "net.yaml", net ]) with
    | Ok value -> failwith $"%A{value}"
    | Error problems -> Assert.Equal<string list>([ "SR0028" ], problems |> List.map (fun problem -> problem.Id))

[<Fact>]
let ``A file in another version of the language is not a value`` () =
    match Spec.ofText ("net.yaml", "name: Net\nlanguage: 2\ninput: [3, 8, 8]\nclasses: 3\n") with
    | Ok value -> failwith $"%A{value}"
    | Error problems -> Assert.Contains("SR0040", problems |> List.map (fun problem -> problem.Id))
