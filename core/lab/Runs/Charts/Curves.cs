using System.Globalization;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Runs.Charts;

/// <summary><c>curves.svg</c>: losses, accuracies and learning rate by epoch.</summary>
internal static class Curves
{
    /// <summary>The picture of at least one epoch.</summary>
    public static string Draw(IReadOnlyList<EpochMetrics> metrics)
    {
        Series[] losses =
        [
            Of("training", "a", epoch => epoch.TrainLoss), Of("test", "b", epoch => epoch.TestLoss),
            Of("validation", "c", epoch => epoch.ValidationLoss),
        ];
        Series[] accuracies =
        [
            Of("training", "a", epoch => epoch.TrainAccuracy), Of("test", "b", epoch => epoch.TestAccuracy),
            Of("validation", "c", epoch => epoch.ValidationAccuracy), Of("averaged weights", "d", epoch => epoch.EmaAccuracy),
            Of("test views", "e", epoch => epoch.ViewsAccuracy),
        ];
        Series[] rates = [Of("rate", "b", epoch => epoch.LearningRate)];
        var shares = Values(accuracies).Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        return LineChart.Draw("Loss, accuracy and learning rate", Description(metrics[^1]),
        [
            new Panel("Loss in nats", Axis.ForPositive(Values(losses)), Axis.Label, Drawn(losses)),
            new Panel("Accuracy", Axis.Linear(shares.Min(), shares.Max()), Percent, Drawn(accuracies)),
            new Panel("Learning rate", Axis.ForPositive(Values(rates)), Axis.Label, Drawn(rates)),
        ]);

        Series Of(string name, string style, Func<EpochMetrics, double?> value) => new(name, style,
            [.. from epoch in metrics let found = value(epoch) where found is not null select (epoch.Epoch, found.Value)]);
    }

    private static IEnumerable<double> Values(IEnumerable<Series> all) => all.SelectMany(series => series.Points).Select(point => point.Value);

    private static Series[] Drawn(IEnumerable<Series> all) => [.. all.Where(series => series.Points.Count > 0)];

    private static string Percent(double share) => Axis.Label(100 * share) + "%";

    private static string Description(EpochMetrics last) => string.Create(CultureInfo.InvariantCulture,
        $"Lines over the epochs of a training run. After epoch {last.Epoch}: training loss {last.TrainLoss:F4}, test loss {last.TestLoss:F4}, " +
        $"training accuracy {100 * last.TrainAccuracy:F2}%, test accuracy {100 * last.TestAccuracy:F2}%, learning rate {last.LearningRate:g3}.");
}
