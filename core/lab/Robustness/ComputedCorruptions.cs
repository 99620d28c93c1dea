using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Robustness.Corruptions;

namespace SeRes2Net.Lab.Robustness;

/// <summary>Corruptions that this program computes, or has computed before.</summary>
/// <param name="test">The test images.</param>
/// <param name="corruptions">What is done to them (<see cref="CorruptionTable.Choose"/>).</param>
/// <param name="seed">Seed of everything random.</param>
/// <param name="cache">Where results are kept; null to compute them each time.</param>
public sealed class ComputedCorruptions(TestImages test, IReadOnlyList<Corruption> corruptions, long seed, CorruptionCache? cache) : ICorruptions
{
    /// <inheritdoc/>
    public string Title => "C-style";

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. corruptions.Select(corruption => corruption.Name)];

    /// <inheritdoc/>
    public IReadOnlyList<string> Missing => [.. CorruptionTable.Usual.Except(Names)];

    /// <inheritdoc/>
    public byte[] Images(string name, int severity, CancellationToken stop)
    {
        var corruption = corruptions.First(known => known.Name == name);
        return cache is null ? Compute() : cache.Get(test, corruption, severity, seed, Compute);

        byte[] Compute() => CorruptedImages.Compute(test.Pixels, test.Indices, test.Data.InputShape, corruption, severity, seed, stop);
    }
}
