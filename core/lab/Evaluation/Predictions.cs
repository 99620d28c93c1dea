using System.Globalization;
using System.Text;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Lab.Evaluation;

/// <summary><c>predictions.csv</c>: one line per test image in the data set's order, for paired tests of two networks.</summary>
public static class Predictions
{
    /// <summary>
    /// Writes <c>index,label,predicted,logit_0,...</c> to a temporary file, flushes it and renames it. Logits are exact to the last bit.
    /// </summary>
    /// <exception cref="CheckpointException">The file cannot be written; a previous one is untouched.</exception>
    public static void Write(string path, EvaluationResult result)
    {
        WholeFile.Write(path, file =>
        {
            // A line at a time: fifty thousand images of a thousand classes are more than a string can hold.
            var line = new StringBuilder("index,label,predicted");
            for (int c = 0; c < result.Classes; c++)
                line.Append(CultureInfo.InvariantCulture, $",logit_{c}");
            WriteLine();
            for (int i = 0; i < result.Labels.Count; i++)
            {
                line.Append(CultureInfo.InvariantCulture, $"{i},{result.Labels[i]},{result.Predicted[i]}");
                foreach (float logit in result.Logits.AsSpan(i * result.Classes, result.Classes))
                    line.Append(CultureInfo.InvariantCulture, $",{logit:R}");
                WriteLine();
            }

            void WriteLine()
            {
                file.Write(Encoding.UTF8.GetBytes(line.Append('\n').ToString()));
                line.Clear();
            }
        });
    }
}
