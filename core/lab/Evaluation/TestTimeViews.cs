using SeRes2Net.Compiler.Documents.Recipes;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Evaluation;

internal static class TestTimeViews
{
    public static IReadOnlyList<(Tensor Images, double Weight)> Of(Tensor images, TestViews views) =>
        views == TestViews.One ? [(images, 1)] : [(images, 0.5), (images.flip(3), 0.5)];
}
