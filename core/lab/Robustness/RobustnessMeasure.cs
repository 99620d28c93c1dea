using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Robustness.Corruptions;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;
using SeRes2Net.Nn;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Robustness;

/// <summary>Measures how well a trained network recognises corrupted and shifted images.</summary>
public static class RobustnessMeasure
{
    /// <summary>Evaluates a run's network on the test images as they are, under each corruption at each severity, and on the shifted sets.</summary>
    /// <param name="run">The run.</param>
    /// <param name="weights">Which of its weights the network has.</param>
    /// <param name="model">The network with these weights, on the request's device.</param>
    /// <param name="request">What to measure on.</param>
    /// <param name="stop">Ends it early.</param>
    /// <param name="progress">Told each score.</param>
    /// <exception cref="DataException">Stored images cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was triggered.</exception>
    public static RobustnessSummary Of(
        RunFolder run, string weights, Network model, RobustnessRequest request, CancellationToken stop = default, Action<CorruptionScore>? progress = null)
    {
        var (record, test) = (run.Record, request.Test);
        var normalisation = new InputNormalisation(record.InputMean, record.InputStd);
        var type = PrecisionChoice.ActivationType(Enum.Parse<Precision>(record.Precision, ignoreCase: true));
        var clean = ScoreOf(Right(test.Pixels));
        var rightByImage = new int[test.Count];
        var scores = new List<CorruptionScore>();
        foreach (string name in request.Corruptions.Names)
        {
            string family = CorruptionTable.All.FirstOrDefault(known => known.Name == name)?.Family ?? "";
            for (int severity = 1; severity <= Corruption.Severities; severity++)
            {
                bool[] right = Right(request.Corruptions.Images(name, severity, stop));
                for (int i = 0; i < right.Length; i++)
                    rightByImage[i] += right[i] ? 1 : 0;
                scores.Add(new(name, family, severity, ScoreOf(right)));
                progress?.Invoke(scores[^1]);
            }
        }
        return new RobustnessSummary
        {
            Corruptions = request.Corruptions.Title,
            Run = run.Path,
            Spec = record.Spec,
            RunSeed = record.Seed,
            Weights = weights,
            Data = test.Data.Name,
            DataChecksum = test.Data.Checksum,
            Seed = request.Seed,
            Device = request.Device.ToString(),
            Threads = get_num_threads(),
            Precision = record.Precision,
            Clean = clean,
            Missing = request.Corruptions.Missing,
            Scores = scores,
            Shifted = [.. request.Shifted.Select(data => new ShiftedScore(data.Name, data.Checksum, ScoreOf(Evaluate(data.OpenTest(normalisation, request.Device)))))],
            RightByImage = rightByImage,
        };

        bool[] Right(byte[] pixels) => Evaluate(new ImageSet(pixels, test.Labels).Open(
            [.. Enumerable.Range(0, test.Count)], test.Data.InputShape, normalisation, new(), request.Device));

        bool[] Evaluate(IImages images)
        {
            using (images)
            {
                var result = Evaluator.Evaluate(model, images, request.Batch, type, record.ChannelsLast, stop: stop);
                return [.. result.Labels.Zip(result.Predicted, (label, answer) => label == answer)];
            }
        }
    }

    private static Score ScoreOf(bool[] right) => new(right.Length, right.Count(yes => yes));
}
