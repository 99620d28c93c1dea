namespace SeRes2Net.Specs

open SeRes2Net.Dsl
open SeRes2Net.Dsl.Families

/// <summary>
/// The ablations of the reports as families. Members that have a hand-written file come first and are only compared with it; the others
/// are written to <c>specs/families/</c>.
/// </summary>
module Catalogue =
    // A size that cannot be solved for is a mistake in this file: the program ends with everything that the compiler found.
    let private orFail result =
        match result with
        | Ok value -> value
        | Error problems -> failwith (problems |> List.map string |> String.concat "\n")

    // 12 channels are fewer than a reduction of 16: a single hidden channel, as in the report.
    let private squeezed = allowing [ "SR2002" ]

    /// <summary>Where the gate of SE-Res2Net-29 stands, and on which splits.</summary>
    let placement () =
        let at name file place = res2net29 |> named $"SE-Res2Net-29{name}" |> filed $"se-res2net-29{file}" |> gated place (se 16)

        family
            "placement"
            "Where the gate of SE-Res2Net-29 stands, and on which splits."
            [ res2net29
              at "" "" Concat
              at " (residual)" "-residual" Residual
              at " (all splits)" "-splits" (Split All) |> squeezed
              at " (last split)" "-last" (Split Last) |> squeezed
              at " (first two splits)" "-first-2" (Split(First 2)) |> squeezed ]
            [ at " (pre)" "-pre" Pre |> summarised "Res2Net-29 with squeeze-and-excitation at the start of the branch."
              at " (identity)" "-identity" Identity |> summarised "Res2Net-29 with squeeze-and-excitation on the shortcut."
              at " (post)" "-post" Post |> summarised "Res2Net-29 with squeeze-and-excitation after the addition and its activation."
              at " (first split)" "-first-1" (Split(First 1))
              |> squeezed
              |> summarised "Res2Net-29 with squeeze-and-excitation on the split that passes through."
              at " (first three splits)" "-first-3" (Split(First 3))
              |> squeezed
              |> summarised "Res2Net-29 with squeeze-and-excitation on all splits but the last."
              at " (splits 2 to 4)" "-splits-2-4" (Split(Only [ 2; 3; 4 ]))
              |> squeezed
              |> summarised "Res2Net-29 with squeeze-and-excitation on the splits that are convolved." ]

    /// <summary>How narrow the gate of SE-Res2Net-29 may become.</summary>
    let reduction () =
        family
            "reduction"
            "How narrow the gate of SE-Res2Net-29 may become."
            [ res2net29; res2net29 |> named "SE-Res2Net-29" |> gated Concat (se 16) ]
            [ for r in [ 2; 4; 8; 32 ] ->
                  res2net29
                  |> named $"SE-Res2Net-29 (r={r})"
                  |> gated Concat (se r)
                  |> summarised $"SE-Res2Net-29 whose gate has {r} times fewer hidden channels than channels." ]

    // Res2Net-29 with so many splits, as wide as its parameters allow: first all stages in proportion, then each one a little
    // narrower or wider.
    let private withScale (scale: int) =
        let target = (Spec.compile res2net29 |> orFail).Costs.Parameters

        let make (widths: int list) =
            res2net29
            |> named $"Res2Net-29 (s={scale})"
            |> withArguments [ "scale" => scale ]
            |> withStages (fun number -> stageArguments [ "width" => widths[number - 1] ])
            |> summarised $"Res2Net-29 with {scale} splits and the same number of parameters, their widths solved for."

        let near = Fit.largest (target, 1, 128, (fun width -> make [ width; 2 * width; 4 * width ])) |> orFail

        let neighbours =
            [ for third in 4 * near .. 4 * near + 4 do
                  for second in max 1 (third / 2 - 1) .. third / 2 + 1 do
                      for first in max 1 (third / 4 - 1) .. third / 4 + 1 do
                          make [ first; second; third ] ]

        Fit.nearest (target, neighbours) |> orFail

    /// <summary>Many narrow splits or few wide ones, for the same number of parameters.</summary>
    let scale () =
        family
            "scale"
            "Many narrow splits or few wide ones, for the same number of parameters."
            [ res2net29 ]
            [ for s in [ 2; 6; 8 ] -> withScale s ]

    /// <summary>What squeeze-and-excitation adds as ResNets grow deeper.</summary>
    let depth () =
        let resnet n = if n = 9 then resnet56 else resnet56 |> named $"ResNet-{6 * n + 2}" |> repeating n

        let withGate n =
            let gate = named $"SE-ResNet-{6 * n + 2}" >> gated Residual (se 16)
            if n = 9 then gate resnet56 else resnet56 |> gate |> repeating n

        family
            "depth"
            "What squeeze-and-excitation adds as ResNets grow deeper."
            [ resnet 3; resnet 9; resnet 18; withGate 9; withGate 18 ]
            [ for n in [ 5; 7 ] -> resnet n |> summarised $"Three stages of {n} basic blocks, projection shortcuts."
              for n in [ 3; 5; 7 ] ->
                  withGate n |> summarised $"Three stages of {n} basic blocks with squeeze-and-excitation before the addition." ]

    /// <summary>The four placements of squeeze-and-excitation in a residual block (Hu et al., arXiv:1709.01507, section 6.5).</summary>
    let sePlacement () =
        let at name file place = resnet18Small |> named name |> filed $"se-resnet-18-cifar{file}" |> gated place (se 16)

        family
            "se-placement"
            "The four placements of squeeze-and-excitation in a residual block."
            [ resnet18Small
              at "SE-ResNet-18 (3x3 stem)" "" Residual
              at "SE-PRE-ResNet-18 (3x3 stem)" "-pre" Pre
              at "SE-POST-ResNet-18 (3x3 stem)" "-post" Post
              at "SE-Identity-ResNet-18 (3x3 stem)" "-identity" Identity ]
            []

    /// <summary>A 3x3 stem against the 7x7 stem of large images, on small ones.</summary>
    let stem () =
        family
            "stem"
            "A 3x3 stem against the 7x7 stem of large images, on small ones."
            [ resnet18Small
              resnet18On32
              resnet18Small |> named "SE-ResNet-18 (3x3 stem)" |> filed "se-resnet-18-cifar" |> gated Residual (se 16) ]
            [ resnet18On32
              |> named "SE-ResNet-18 (7x7 stem, 32x32)"
              |> filed "se-resnet-18-cifar-7x7"
              |> gated Residual (se 16)
              |> summarised "ResNet-18 as published, on small images, with squeeze-and-excitation before the addition." ]

    /// <summary>All families.</summary>
    let families () = [ placement (); reduction (); scale (); depth (); sePlacement (); stem () ]
