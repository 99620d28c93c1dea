namespace SeRes2Net.Lab.Evaluation;

/// <summary>A network's answers, as <c>predictions.csv</c> holds them, without the logits.</summary>
/// <param name="Labels">True classes, [N].</param>
/// <param name="Predicted">Answers, [N].</param>
public sealed record Answers(IReadOnlyList<int> Labels, IReadOnlyList<int> Predicted)
{
    /// <summary>Whether each answer is right, [N].</summary>
    public IReadOnlyList<bool> Right => [.. Labels.Zip(Predicted, (label, predicted) => label == predicted)];
}
