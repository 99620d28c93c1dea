namespace SeRes2Net.Specs

open SeRes2Net.Dsl

/// <summary>
/// The architectures that families start from. Each has a YAML file of its own, written by hand; <c>check</c> makes sure that the two are
/// the same network.
/// </summary>
[<AutoOpen>]
module Bases =
    /// <summary>Squeeze-and-excitation with a reduction (Hu et al., arXiv:1709.01507).</summary>
    let se (reduction: int) = Gates.se (reduction = reduction)

    let private smallStem (out: int) = [ conv (out = out, kernel = 3); batchNorm (); relu ]

    /// <summary>Three stages of Res2Net bottlenecks for 32x32 images (Gao et al., arXiv:1904.01169).</summary>
    let res2net29 =
        architecture "Res2Net-29" {
            stem (smallStem 16)
            block (Blocks.res2net (scale = 4))

            stages
                [ stage {
                      repeat 3
                      block (Blocks.res2net (out = 64, width = 12))
                  }
                  stage {
                      repeat 3
                      block (Blocks.res2net (out = 128, width = 24, stride = 2))
                  }
                  stage {
                      repeat 3
                      block (Blocks.res2net (out = 256, width = 48, stride = 2))
                  } ]

            recipe "report-300"
        }

    /// <summary>Three stages of nine basic blocks for 32x32 images (He et al., arXiv:1512.03385, section 4.2).</summary>
    let resnet56 =
        architecture "ResNet-56" {
            stem (smallStem 16)
            block (Blocks.basic ())
            repeat 9

            stages
                [ stage { block (Blocks.basic (out = 16)) }
                  stage { block (Blocks.basic (out = 32, stride = 2)) }
                  stage { block (Blocks.basic (out = 64, stride = 2)) } ]

            recipe "report-300"
        }

    /// <summary>Four stages of two basic blocks for 224x224 images (He et al., arXiv:1512.03385, table 1).</summary>
    let resnet18 =
        architecture "ResNet-18" {
            input 3 224 224
            classes 1000
            stem [ conv (out = 64, kernel = 7, stride = 2); batchNorm (); relu; maxPool (kernel = 3, stride = 2, padding = 1) ]
            block (Blocks.basic ())
            repeat 2

            stages
                [ stage { block (Blocks.basic (out = 64)) }
                  stage { block (Blocks.basic (out = 128, stride = 2)) }
                  stage { block (Blocks.basic (out = 256, stride = 2)) }
                  stage { block (Blocks.basic (out = 512, stride = 2)) } ]
        }

    /// <summary>ResNet-18 as published, on 32x32 images.</summary>
    let resnet18On32 =
        resnet18
        |> named "ResNet-18 (7x7 stem, 32x32)"
        |> filed "resnet-18-cifar-7x7"
        |> forImages (3, 32, 32) 10
        |> withRecipe "report-300"

    /// <summary>ResNet-18 with a 3x3 stem that keeps every position of 32x32 images.</summary>
    let resnet18Small = resnet18On32 |> named "ResNet-18 (3x3 stem)" |> filed "resnet-18-cifar" |> withStem (smallStem 64)
