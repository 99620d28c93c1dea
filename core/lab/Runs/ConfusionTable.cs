using System.Globalization;
using Microsoft.VisualBasic.FileIO;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Evaluation;

namespace SeRes2Net.Lab.Runs;

/// <summary>A confusion matrix with the classes' names, as <c>confusion.csv</c> holds it.</summary>
/// <param name="ClassNames">By class index.</param>
/// <param name="Matrix">The counts.</param>
public sealed record ConfusionTable(IReadOnlyList<string> ClassNames, ConfusionMatrix Matrix)
{
    /// <summary>The table of a run directory; null if it has none.</summary>
    /// <exception cref="CheckpointException">The file is not such a table, or cannot be read.</exception>
    public static ConfusionTable? Find(string runDirectory)
    {
        string path = Path.Combine(runDirectory, RunReports.ConfusionName);
        if (!File.Exists(path))
            return null;
        try
        {
            var rows = Rows(path);
            string[] names = rows.Count > 1 ? rows[0][1..] : [];
            if (names.Length == 0 || rows.Count != names.Length + 1 || rows.Exists(row => row.Length != rows.Count))
                throw new CheckpointException($"{path}: expected a row and a column for each class.");
            return new ConfusionTable(names, new ConfusionMatrix([.. rows.Skip(1).Select(row => (IReadOnlyList<int>)[.. row.Skip(1).Select(Count)])]));
        }
        catch (Exception e) when (e is MalformedLineException or FormatException or OverflowException)
        {
            throw new CheckpointException($"{path} is damaged: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException and not CheckpointException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    private static List<string[]> Rows(string path)
    {
        using var parser = new TextFieldParser(path) { HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        parser.SetDelimiters(",");
        var rows = new List<string[]>();
        while (parser.ReadFields() is { } row)
            rows.Add(row);
        return rows;
    }

    private static int Count(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
