using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>Corrupts many images, on all cores.</summary>
public static class CorruptedImages
{
    /// <summary>
    /// Corrupts images. What happens to an image is a function of the seed, the corruption, the severity and the image's index: neither the other images nor the
    /// number of threads change it.
    /// </summary>
    /// <param name="pixels">uint8 in the order [N, C, H, W].</param>
    /// <param name="indices">The images' indices in their data set, [N].</param>
    /// <param name="shape">Shape of one image.</param>
    /// <param name="corruption">What is done.</param>
    /// <param name="severity">1 to 5.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>uint8 in the same order.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was triggered.</exception>
    public static byte[] Compute(
        byte[] pixels, IReadOnlyList<int> indices, Shape shape, Corruption corruption, int severity, long seed, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(severity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(severity, Corruption.Severities);
        var result = new byte[pixels.Length];
        int bytes = (int)shape.Elements;
        Parallel.For(0, indices.Count, new ParallelOptions { CancellationToken = stop }, i =>
        {
            var image = Picture.Of(pixels.AsSpan(i * bytes, bytes), shape);
            corruption.Apply(image, severity, Stream(corruption.Name, severity, indices[i], seed)).CopyTo(result.AsSpan(i * bytes, bytes));
        });
        return result;
    }

    /// <summary>The random numbers for one image.</summary>
    internal static RandomStream Stream(string corruption, int severity, int image, long seed) => RandomStream.Of(seed, corruption, severity, image);
}
