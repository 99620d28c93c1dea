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

    /// <summary>Reads the labels and answers of what <see cref="Write"/> wrote; the logits are counted, not read.</summary>
    /// <exception cref="CheckpointException">The file cannot be read, or is not such a file; the message names the line.</exception>
    public static Answers Read(string path)
    {
        try
        {
            using var file = new StreamReader(path);
            int columns = Header(path, file.ReadLine());
            var (labels, predicted) = (new List<int>(), new List<int>());
            while (file.ReadLine() is { } line)
            {
                var (label, answer) = Row(path, line, labels.Count, columns);
                labels.Add(label);
                predicted.Add(answer);
            }
            return labels.Count > 0
                ? new Answers(labels, predicted)
                : throw new CheckpointException($"{path}: expected a line for every test image, found none.");
        }
        catch (Exception e) when (e is IOException and not CheckpointException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    private static int Header(string path, string? line)
    {
        string[] fields = line?.Split(',') ?? [];
        string[] expected = ["index", "label", "predicted", .. Enumerable.Range(0, Math.Max(1, fields.Length - 3)).Select(c => $"logit_{c}")];
        return fields.SequenceEqual(expected)
            ? fields.Length
            : throw new CheckpointException($"{path}: expected the header index,label,predicted,logit_0,..., found '{line}'.");
    }

    private static (int Label, int Predicted) Row(string path, string line, int index, int columns)
    {
        var numbers = line.Split(',', 4);
        int classes = columns - 3;
        return line.AsSpan().Count(',') == columns - 1
            && Number(0) == index && Number(1) is { } label && label < classes && Number(2) is { } predicted && predicted < classes
            ? (label, predicted)
            : throw new CheckpointException($"{path}, line {index + 2}: expected image {index}, its label and its answer, both below {classes}, " +
                $"and {classes} logits; found '{(line.Length > 60 ? line[..60] + "..." : line)}'.");

        int? Number(int field) => int.TryParse(numbers[field], NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
    }
}
