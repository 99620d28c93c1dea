using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Evaluation;

/// <summary>A network whose answer is the weighted mean of another's logits over several views of each image; only for evaluation.</summary>
public sealed class AveragedViews : Network
{
    private readonly Network network;
    private readonly TestViews views;

    private AveragedViews(Network network, TestViews views) : base(network.Info)
    {
        (this.network, this.views) = (network, views);
        register_module(nameof(network), network);
    }

    /// <summary>The network itself for one view, otherwise one that averages.</summary>
    public static Network Of(Network network, TestViews views) => views == TestViews.One ? network : new AveragedViews(network, views);

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Views(x, views).Select(view => view.Weight * network.call(view.Images).to(ScalarType.Float32))
            .Aggregate((sum, logits) => sum + logits).MoveToOuterDisposeScope();
    }

    // The weights add up to 1. What a moved image leaves free is filled with its own reflection, as in airbench (K. Jordan, 2024).
    private static IReadOnlyList<(Tensor Images, double Weight)> Views(Tensor images, TestViews views)
    {
        if (views == TestViews.Flip)
            return [(images, 0.5), (images.flip(3), 0.5)];
        long rows = images.shape[2], columns = images.shape[3];
        var padded = nn.functional.pad(images, [1, 1, 1, 1], PaddingModes.Reflect);
        Tensor[] moved = [padded.narrow(2, 0, rows).narrow(3, 0, columns), padded.narrow(2, 2, rows).narrow(3, 2, columns)];
        return [(images, 0.25), (images.flip(3), 0.25), .. moved.SelectMany(view => new[] { (view, 0.125), (view.flip(3), 0.125) })];
    }
}
