/// Type mistakes do not compile: F# reports them before the checker can.
module SeRes2Net.Dsl.Tests.TypeTests

open Xunit

let private sound =
    [ "architecture \"A\" { block (Blocks.basic (out = 16)) }"
      "res2net29 |> gated Concat (se 16)"
      "res2net29 |> gated (Split(First 2)) (se 16)"
      "conv (out = 64, kernel = (1, 3))"
      "branches (paths = [ [ relu ]; [ sigmoid ] ], merge = Merge.Add)"
      "channels .< 3" ]

// Each with F#'s own error, so that a typo in a line does not count.
let private unsound =
    [ "a gate is not a block", "FS0193", "architecture \"A\" { block (Gates.se ()) }"
      "a block is not a gate", "FS0193", "res2net29 |> gated Concat (Blocks.basic ())"
      "a step is not a gate", "FS0193", "res2net29 |> gated Concat relu"
      "a text is not a place", "FS0001", "res2net29 |> gated \"concat\" (se 16)"
      "splits are chosen by name", "FS0001", "res2net29 |> gated (Split 2) (se 16)"
      "only splits have streams", "FS0003", "res2net29 |> gated (Concat(First 2)) (se 16)"
      "a text is not a number of channels", "FS0001", "conv (out = \"64\")"
      "a convolution has no such argument", "FS0495", "conv (kernels = 3)"
      "a block has no such parameter", "FS0495", "Blocks.basic (width = 3)"
      "a choice is one of its names", "FS0001", "Blocks.basic (shortcut = BottleneckShortcut.Pad)"
      "a pool needs its kernel", "FS0501", "maxPool ()"
      "a merge is one of four", "FS0001", "branches (paths = [ [ relu ] ], merge = \"add\")"
      "a gate merges in two ways only", "FS0001", "gatedBy (by = [ relu ], merge = Merge.Max)"
      "an expression has no order", "FS0001", "channels < 3"
      "a list of stages holds stages", "FS0193", "architecture \"A\" { stages [ relu ] }"
      "a number is not a spec", "FS0041", "Spec.write 3" ]

// One session for all, so that they take seconds.
let private answers = lazy (Interactive.sayTo (sound @ [ for _, _, line in unsound -> line ]))

[<Fact>]
let ``Correct lines compile`` () =
    for line, answer in List.zip sound (List.take sound.Length answers.Value) do
        Assert.False(answer.Contains "error FS", $"{line}\n{answer}")

[<Fact>]
let ``Type mistakes do not compile`` () =
    for (why, error, line), answer in List.zip unsound (List.skip sound.Length answers.Value) do
        Assert.True(answer.Contains $"error {error}", $"{why}: {line}\n{answer}")
