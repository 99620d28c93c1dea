using SeRes2Net.Lab.Data;
using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Evaluation;

/// <summary>Runs a network over images without training it.</summary>
public static class Evaluator
{
    /// <summary>Evaluates all images with the running statistics; the network stays in the mode it was in.</summary>
    /// <param name="model">The network, on the images' device.</param>
    /// <param name="images">The images.</param>
    /// <param name="batch">Images per step; the last one may be smaller.</param>
    /// <param name="type">Element type of the activations; loss and logits are float32.</param>
    /// <param name="channelsLast">Whether the channels lie innermost in memory.</param>
    /// <param name="stop">Ends the evaluation between two batches.</param>
    /// <param name="progress">Told how many images are done.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was triggered.</exception>
    public static EvaluationResult Evaluate(
        Network model, IImages images, int batch, ScalarType type, bool channelsLast,
        CancellationToken stop = default, Action<int>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        bool wasTraining = model.training;
        model.eval();
        try
        {
            using var noGradient = inference_mode();
            using var folded = FoldedConv.Keep();
            using var pass = images.Plain();
            int classes = model.Info.Classes, correct = 0;
            double loss = 0;
            var labels = new int[images.Count];
            var predicted = new int[images.Count];
            var logits = new float[images.Count * classes];
            for (int first = 0; first < images.Count; first += batch)
            {
                stop.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                int count = Math.Min(batch, images.Count - first);
                var (x, y, _, _) = pass.Batch(first, count, type, channelsLast);
                var scores = model.call(x).to(ScalarType.Float32);
                loss += nn.functional.cross_entropy(scores, y, reduction: nn.Reduction.Sum).cpu().item<float>();
                scores.cpu().contiguous().data<float>().CopyTo(logits, first * classes);
                long[] answers = scores.argmax(1).cpu().data<long>().ToArray();
                long[] truth = y.cpu().data<long>().ToArray();
                for (int i = 0; i < count; i++)
                {
                    (labels[first + i], predicted[first + i]) = ((int)truth[i], (int)answers[i]);
                    correct += truth[i] == answers[i] ? 1 : 0;
                }
                progress?.Invoke(first + count);
            }
            return new EvaluationResult((double)correct / images.Count, loss / images.Count, labels, predicted, logits);
        }
        finally
        {
            model.train(wasTraining);
        }
    }
}
