namespace SeRes2Net.Lab.Data;

/// <summary>Image files that are decoded when they are needed.</summary>
/// <param name="Paths">The files.</param>
/// <param name="Labels">One class index per file.</param>
/// <param name="Pipeline">What is done to a batch.</param>
internal sealed record DecodedImages(IReadOnlyList<string> Paths, IReadOnlyList<int> Labels, BatchPipeline Pipeline) : IImages
{
    /// <inheritdoc/>
    public int Count => Paths.Count;

    /// <inheritdoc/>
    public IEpoch Shuffled(long seed, int epoch) =>
        new DecodedEpoch(this, RandomStream.Of(seed, "shuffle", epoch).Permutation(Count), (seed, epoch));

    /// <inheritdoc/>
    public IEpoch Plain() => new DecodedEpoch(this, [.. Enumerable.Range(0, Count).Select(image => (long)image)], null);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
