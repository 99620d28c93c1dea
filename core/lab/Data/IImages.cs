namespace SeRes2Net.Lab.Data;

/// <summary>Labelled images that a network can be trained or evaluated on.</summary>
public interface IImages : IDisposable
{
    /// <summary>Number of images.</summary>
    public int Count { get; }

    /// <summary>One class index per image.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Every image once, in random order and augmented. The same arguments give the same pass on every machine.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">1-based epoch.</param>
    public IEpoch Shuffled(long seed, int epoch);

    /// <summary>Every image once, in order and unchanged: for evaluation.</summary>
    public IEpoch Plain();
}
