using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>The order in which an epoch sees the images and what is drawn for each, on the device: a step copies nothing to it.</summary>
/// <param name="Images">Image indices, [N] of int64.</param>
/// <param name="Drawn">What the augmentations drew, one after the other, [draws, N] of int64; null if the images are not augmented.</param>
public sealed record EpochOrder(Tensor Images, Tensor? Drawn) : IDisposable
{
    /// <summary>Shuffled, each image augmented in its own way. The same arguments draw the same epoch on every machine.</summary>
    /// <param name="images">The images.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">1-based epoch.</param>
    public static EpochOrder Shuffled(ResidentImages images, long seed, int epoch)
    {
        var shuffle = RandomStream.Of(seed, "shuffle", epoch);
        var augment = RandomStream.Of(seed, "augment", epoch);
        Func<RandomStream, long>[] draws = [.. images.Augmentations.SelectMany(augmentation => augmentation.Draws)];
        var drawn = new long[draws.Length, images.Count];
        for (int i = 0; i < images.Count; i++)
        {
            for (int k = 0; k < draws.Length; k++)
                drawn[k, i] = draws[k](augment);
        }
        return new(tensor(shuffle.Permutation(images.Count), device: images.Device), tensor(drawn, device: images.Device));
    }

    /// <summary>Every image once, unchanged and in order: for evaluation.</summary>
    public static EpochOrder Plain(ResidentImages images) => new(arange(images.Count, dtype: ScalarType.Int64, device: images.Device), null);

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Drawn?.Dispose();
    }
}
