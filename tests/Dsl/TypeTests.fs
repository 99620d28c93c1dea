/// What is no such thing does not compile: F# says it before the checker can.
module SeRes2Net.Dsl.Tests.TypeTests

open Xunit

let private sound =
    [ "architecture \"A\" { block (Blocks.basic (out = 16)) }"
      "res2net29 |> gated Concat (se 16)"
      "res2net29 |> gated (Split(First 2)) (se 16)"
      "conv (out = 64, kernel = (1, 3))"
      "branches (paths = [ [ relu ]; [ sigmoid ] ], merge = Merge.Add)"
      "channels .< 3" ]

let private unsound =
    [ "a gate is no block", "architecture \"A\" { block (Gates.se ()) }"
      "a block is no gate", "res2net29 |> gated Concat (Blocks.basic ())"
      "a step is no gate", "res2net29 |> gated Concat relu"
      "a text is no place", "res2net29 |> gated \"concat\" (se 16)"
      "splits are chosen by name", "res2net29 |> gated (Split 2) (se 16)"
      "only splits have streams", "res2net29 |> gated (Concat(First 2)) (se 16)"
      "a text is no number of channels", "conv (out = \"64\")"
      "a convolution has no such argument", "conv (kernels = 3)"
      "a block has no such parameter", "Blocks.basic (width = 3)"
      "a choice is one of its names", "Blocks.basic (shortcut = BottleneckShortcut.Pad)"
      "a pool needs its kernel", "maxPool ()"
      "a merge is one of four", "branches (paths = [ [ relu ] ], merge = \"add\")"
      "a gate merges in two ways only", "gatedBy (by = [ relu ], merge = Merge.Max)"
      "an expression has no order", "channels < 3"
      "a list of stages holds stages", "architecture \"A\" { stages [ relu ] }"
      "a number is no spec", "Spec.write 3" ]

// One session for all, so that it takes seconds.
let private answers = lazy (Interactive.sayTo (sound @ List.map snd unsound))

[<Fact>]
let ``What is sound compiles`` () =
    for line, answer in List.zip sound (List.take sound.Length answers.Value) do
        Assert.False(answer.Contains "error FS", $"{line}\n{answer}")

[<Fact>]
let ``What is no such thing does not compile`` () =
    for (why, line), answer in List.zip unsound (List.skip sound.Length answers.Value) do
        Assert.True(answer.Contains "error FS", $"{why}: {line}\n{answer}")
