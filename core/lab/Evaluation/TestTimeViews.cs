using SeRes2Net.Compiler.Documents.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Evaluation;

/// <summary>The views of test images whose logits are averaged (Jordan, arXiv:2404.00498, section 3.5).</summary>
public static class TestTimeViews
{
    /// <summary>Each view of the images, and its weight in the average; the weights add up to 1.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="views">Which views.</param>
    /// <returns>Tensors like <paramref name="images"/>, in the caller's dispose scope. The first is <paramref name="images"/> itself.</returns>
    public static IReadOnlyList<(Tensor Images, double Weight)> Of(Tensor images, TestViews views) => views switch
    {
        TestViews.One => [(images, 1)],
        TestViews.Flip => Pair(images, 0.5),
        TestViews.FlipAndShift => [.. Pair(images, 0.25), .. Pair(Moved(images, -1), 0.125), .. Pair(Moved(images, 1), 0.125)],
        _ => throw new ArgumentOutOfRangeException(nameof(views)),
    };

    /// <summary>How many views there are.</summary>
    public static int Count(TestViews views)
    {
        using var scope = NewDisposeScope();
        return Of(zeros([1, 1, 2, 2]), views).Count;
    }

    private static (Tensor, double)[] Pair(Tensor images, double weight) => [(images, weight), (images.flip(3), weight)];

    /// <summary>Moved down and to the right by <paramref name="by"/> = 1 pixel, or up and to the left by -1; edges are reflected.</summary>
    private static Tensor Moved(Tensor images, int by)
    {
        using var scope = NewDisposeScope();
        long from = 1 - by;
        return nn.functional.pad(images, [1, 1, 1, 1], PaddingModes.Reflect)
            .narrow(2, from, images.shape[2]).narrow(3, from, images.shape[3]).clone().MoveToOuterDisposeScope();
    }
}
