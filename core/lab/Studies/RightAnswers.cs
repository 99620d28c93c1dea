using System.Globalization;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Studies;

/// <summary>Which test images each run got right. Reads every file once, and checks that all on the same data are about the same images.</summary>
internal sealed class RightAnswers
{
    private readonly Dictionary<string, IReadOnlyList<bool>?> known = [];
    private readonly Dictionary<string, (string File, IReadOnlyList<int> Labels)> byData = [];

    /// <summary>For each run, for each image, whether it is right, [K][N]; null if any of the runs has no predictions.</summary>
    /// <exception cref="CheckpointException">A file is damaged, or does not belong to its run or to the other runs.</exception>
    public IReadOnlyList<IReadOnlyList<bool>>? OfAll(IEnumerable<StudyRun> runs)
    {
        var right = runs.Select(Of).ToList();
        return right.Contains(null) ? null : [.. right.OfType<IReadOnlyList<bool>>()];
    }

    private IReadOnlyList<bool>? Of(StudyRun run)
    {
        if (run.Folder is not { } folder)
            return null;
        if (!known.TryGetValue(folder.Path, out var right))
        {
            string file = Path.Combine(folder.Path, RunDirectory.PredictionsName);
            known[folder.Path] = right = File.Exists(file) ? Read(file, folder.Record.DataChecksum, run.Accuracy) : null;
        }
        return right;
    }

    private IReadOnlyList<bool> Read(string file, string data, double? accuracy)
    {
        var answers = Predictions.Read(file);
        var right = answers.Right;
        double share = (double)right.Count(isRight => isRight) / right.Count;
        if (accuracy is { } expected && Math.Abs(share - expected) > 1e-9)
        {
            throw new CheckpointException(string.Create(CultureInfo.InvariantCulture,
                $"{file}: expected the predictions of the run's last epoch, with a test accuracy of {expected}; found {share}."));
        }
        if (byData.TryAdd(data, (file, answers.Labels)) || byData[data].Labels.SequenceEqual(answers.Labels))
            return right;
        throw new CheckpointException($"{file}: expected the labels of the test images in {byData[data].File}, found others. " +
            "Only runs on the same data can be compared.");
    }
}
