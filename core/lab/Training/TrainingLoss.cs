using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training;

/// <summary>What a step makes smaller.</summary>
internal static class TrainingLoss
{
    /// <summary>
    /// Mean cross-entropy in nats, with smoothed labels if the recipe says so; of mixed images the mean of both labels' by their shares, which is
    /// the cross-entropy with mixed targets.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="logits">[N, classes] of float32.</param>
    /// <param name="batch">The batch with its labels.</param>
    public static Tensor Of(Recipe recipe, Tensor logits, Batch batch)
    {
        var loss = Of(logits, batch.Labels);
        return batch.OtherLabels is { } other ? batch.Share * loss + (1 - batch.Share) * Of(logits, other) : loss;

        Tensor Of(Tensor scores, Tensor labels) => nn.functional.cross_entropy(scores, labels, label_smoothing: recipe.LabelSmoothing);
    }

    /// <summary>How many images of a batch are classified correctly, one number; of mixed ones by the shares of their labels.</summary>
    public static Tensor Correct(Tensor logits, Batch batch)
    {
        var answers = logits.argmax(1);
        var correct = answers.eq(batch.Labels).sum(ScalarType.Float64);
        return batch.OtherLabels is { } other
            ? batch.Share * correct + (1 - batch.Share) * answers.eq(other).sum(ScalarType.Float64)
            : correct;
    }
}
