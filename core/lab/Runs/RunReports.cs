using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Runs.Charts;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Runs;

/// <summary>
/// The files of a run directory that follow from others: <c>results.csv</c> and <c>curves.svg</c> from <c>metrics.jsonl</c>,
/// <c>confusion.csv</c>, <c>confusion.svg</c> and <c>classes.csv</c> from <c>predictions.csv</c>. Any of them may be deleted.
/// </summary>
public static class RunReports
{
    /// <summary><c>metrics.jsonl</c> as a table.</summary>
    public const string ResultsName = "results.csv";
    /// <summary>Losses, accuracies and learning rate by epoch.</summary>
    public const string CurvesName = "curves.svg";
    /// <summary>Which classes were taken for which, as a table.</summary>
    public const string ConfusionName = "confusion.csv";
    /// <summary>The same as a picture.</summary>
    public const string ConfusionPictureName = "confusion.svg";
    /// <summary>Images and accuracy of each class.</summary>
    public const string ClassesName = "classes.csv";

    /// <summary>Writes all of them, in place of those of an earlier epoch.</summary>
    /// <param name="runDirectory">The folder.</param>
    /// <param name="metrics">All epochs evaluated so far, as in <c>metrics.jsonl</c>; at least one.</param>
    /// <param name="result">The last of these evaluations, of the test images.</param>
    /// <param name="classNames">Class names by class index.</param>
    /// <exception cref="CheckpointException">A file cannot be written; a previous one is untouched.</exception>
    public static void Write(
        string runDirectory, IReadOnlyList<EpochMetrics> metrics, EvaluationResult result, IReadOnlyList<string> classNames)
    {
        var matrix = ConfusionMatrix.Of(result);
        Write(ResultsName, ResultTables.Results(metrics));
        Write(CurvesName, Curves.Draw(metrics));
        Write(ConfusionName, ResultTables.Confusion(matrix, classNames));
        Write(ConfusionPictureName, ConfusionPicture.Draw(matrix, classNames, metrics[^1].Epoch));
        Write(ClassesName, ResultTables.Classes(matrix, classNames));

        void Write(string name, string text) => WholeFile.WriteText(Path.Combine(runDirectory, name), text);
    }
}
