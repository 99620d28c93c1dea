namespace SeRes2Net.Lab.Evaluation;

/// <summary>How many images of each class were taken for which class.</summary>
/// <param name="Counts">[true class][predicted class].</param>
public sealed record ConfusionMatrix(IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>Number of classes.</summary>
    public int Classes => Counts.Count;

    /// <summary>Counts the answers of an evaluation.</summary>
    public static ConfusionMatrix Of(EvaluationResult result)
    {
        var counts = new int[result.Classes][];
        for (int c = 0; c < counts.Length; c++)
            counts[c] = new int[counts.Length];
        foreach (var (label, predicted) in result.Labels.Zip(result.Predicted))
            counts[label][predicted]++;
        return new ConfusionMatrix(counts);
    }

    /// <summary>Images of a class.</summary>
    public int Images(int label) => Counts[label].Sum();

    /// <summary>Images of a class whose answer was right.</summary>
    public int Correct(int label) => Counts[label][label];

    /// <summary>Fraction of a class's images whose answer was right; NaN if there are none.</summary>
    public double Accuracy(int label) => (double)Correct(label) / Images(label);
}
