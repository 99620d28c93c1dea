using SeRes2Net.Lab.Training;

namespace SeRes2Net.Runner.Rendering;

/// <summary>One epoch on one line.</summary>
internal static class EpochLine
{
    /// <summary>Losses, accuracies (those of averaged weights and of several views only where the recipe has them), rate and time left.</summary>
    public static string Of(EpochMetrics epoch, int epochs, TimeSpan? remaining)
    {
        var number = epoch.Epoch.ToString().PadLeft(epochs.ToString().Length);
        var left = remaining is { } time && epoch.Epoch < epochs ? $"  {DisplayFormat.Duration(time)} left" : "";
        return FormattableString.Invariant(
            $"epoch {number}/{epochs}  train loss {epoch.TrainLoss:F4} accuracy {DisplayFormat.Percent(epoch.TrainAccuracy)}") +
            FormattableString.Invariant(
            $"  test loss {epoch.TestLoss:F4} accuracy {DisplayFormat.Percent(epoch.TestAccuracy)}{Share("averaged", epoch.EmaAccuracy)}{Share("views", epoch.ViewsAccuracy)}  {epoch.Timing?.ImagesPerSecond:F0} img/s{left}");
    }

    private static string Share(string what, double? accuracy) => accuracy is { } share ? $" {what} {DisplayFormat.Percent(share)}" : "";
}
