namespace SeRes2Net.Lab.Evaluation;

/// <summary>A network's answer for every image of a set.</summary>
/// <param name="Accuracy">Fraction of images whose highest logit is the label's.</param>
/// <param name="Loss">Mean cross-entropy, in nats.</param>
/// <param name="Labels">[N].</param>
/// <param name="Predicted">Class of the highest logit, [N].</param>
/// <param name="Logits">Scores before softmax, row-major [N, classes].</param>
public sealed record EvaluationResult(double Accuracy, double Loss, IReadOnlyList<int> Labels, IReadOnlyList<int> Predicted, float[] Logits)
{
    /// <summary>Number of classes.</summary>
    public int Classes => Logits.Length / Labels.Count;
}
