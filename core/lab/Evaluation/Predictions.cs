using System.Globalization;
using System.Text;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Lab.Evaluation;

/// <summary><c>predictions.csv</c>: one line per test image in the data set's order, for tests that pair two networks' answers.</summary>
public static class Predictions
{
    /// <summary>
    /// Writes <c>index,label,predicted,logit_0,...</c>: beside the file, flushed, renamed. Logits are exact to the last bit.
    /// </summary>
    /// <exception cref="CheckpointException">The file cannot be written; a previous one is untouched.</exception>
    public static void Write(string path, EvaluationResult result)
    {
        var text = new StringBuilder("index,label,predicted");
        for (int c = 0; c < result.Classes; c++)
            text.Append(CultureInfo.InvariantCulture, $",logit_{c}");
        text.Append('\n');
        for (int i = 0; i < result.Labels.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{result.Labels[i]},{result.Predicted[i]}");
            foreach (float logit in result.Logits.AsSpan(i * result.Classes, result.Classes))
                text.Append(CultureInfo.InvariantCulture, $",{logit:R}");
            text.Append('\n');
        }
        WholeFile.WriteText(path, text.ToString());
    }
}
