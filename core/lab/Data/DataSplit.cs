namespace SeRes2Net.Lab.Data;

/// <summary>The images of a run: those it trains on, those it chooses the best epoch by, and those it is tested on.</summary>
public sealed class DataSplit : IDisposable
{
    /// <summary>Images to train on; a shuffled pass augments them as the recipe says.</summary>
    public required IImages Train { get; init; }

    /// <summary>Training images that were kept back; null if the recipe keeps none.</summary>
    public IImages? Validation { get; init; }

    /// <summary>Images to test on.</summary>
    public required IImages Test { get; init; }

    /// <summary>Mean of each channel over the images trained on, in pixel values [0, 1].</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Standard deviation of each channel over the images trained on, in pixel values [0, 1].</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>Images to train on.</summary>
    public int TrainCount => Train.Count;

    /// <summary>Images kept back.</summary>
    public int ValidationCount => Validation?.Count ?? 0;

    /// <summary>Images to test on.</summary>
    public int TestCount => Test.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Validation?.Dispose();
        Test.Dispose();
    }
}
