using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Evaluation;
using TorchSharp;

namespace SeRes2Net.Lab.Onnx;

/// <summary>Runs a model in ONNX Runtime over the images of a data set.</summary>
public static class OnnxEvaluation
{
    private const int PerStep = 100;

    /// <summary>The answers for all images, in order.</summary>
    /// <param name="session">The model.</param>
    /// <param name="images">The images, on the CPU, normalised as the network knows them.</param>
    /// <param name="stop">Ends the evaluation between two batches.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was triggered.</exception>
    public static EvaluationResult Evaluate(OnnxSession session, IImages images, CancellationToken stop = default)
    {
        var logits = Batches(images, images.Count, PerStep, stop).SelectMany(session.Logits).ToArray();
        using var scope = torch.NewDisposeScope();
        var scores = torch.tensor(logits).reshape(images.Count, -1);
        var labels = torch.tensor(images.Labels.Select(label => (long)label).ToArray());
        int[] predicted = [.. scores.argmax(1).data<long>().Select(answer => (int)answer)];
        return new EvaluationResult(
            predicted.Zip(images.Labels).Count(pair => pair.First == pair.Second) / (double)images.Count,
            torch.nn.functional.cross_entropy(scores, labels).item<float>(), [.. images.Labels], predicted, logits);
    }

    /// <summary>The first images, unchanged, row-major [n, C, H, W] each.</summary>
    /// <param name="images">All images.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="size">Images in a batch; the last one may be smaller.</param>
    /// <param name="stop">Ends it between two batches.</param>
    public static IEnumerable<float[]> Batches(IImages images, int count, int size, CancellationToken stop = default)
    {
        using var epoch = images.Plain();
        for (int first = 0; first < count; first += size)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var (x, _, _, _) = epoch.Batch(first, Math.Min(size, count - first), torch.ScalarType.Float32, channelsLast: false);
            yield return x.contiguous().data<float>().ToArray();
        }
    }
}
