using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// The order in which an epoch sees the images and how it moves each: four tensors [N] of int64 on the device, drawn once per epoch, so
/// that a step copies nothing to the device.
/// </summary>
/// <param name="Images">Image indices.</param>
/// <param name="Rows">First row of the crop within the padded image.</param>
/// <param name="Columns">First column of the crop within the padded image.</param>
/// <param name="Mirrored">1: left and right change places; 0: they do not.</param>
public sealed record EpochOrder(Tensor Images, Tensor Rows, Tensor Columns, Tensor Mirrored) : IDisposable
{
    /// <summary>Shuffled, each image with its own crop and flip. The same arguments draw the same epoch on every machine.</summary>
    /// <param name="images">The images.</param>
    /// <param name="flip">Whether half of them are mirrored.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">1-based epoch.</param>
    public static EpochOrder Shuffled(ResidentImages images, bool flip, long seed, int epoch)
    {
        int count = images.Count, places = 2 * images.Padding + 1;
        var shuffle = RandomStream.Of(seed, "shuffle", epoch);
        var augment = RandomStream.Of(seed, "augment", epoch);
        long[] order = shuffle.Permutation(count);
        var (rows, columns, mirrored) = (new long[count], new long[count], new long[count]);
        for (int i = 0; i < count; i++)
        {
            rows[i] = augment.Next(places);
            columns[i] = augment.Next(places);
            mirrored[i] = flip ? augment.Next(2) : 0;
        }
        return Upload(images.Device, order, rows, columns, mirrored);
    }

    /// <summary>The images as they are, one after the other: for evaluation.</summary>
    public static EpochOrder Plain(ResidentImages images)
    {
        var middle = new long[images.Count];
        Array.Fill(middle, images.Padding);
        return Upload(images.Device, [.. Enumerable.Range(0, images.Count).Select(i => (long)i)], middle, middle, new long[images.Count]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Rows.Dispose();
        Columns.Dispose();
        Mirrored.Dispose();
    }

    private static EpochOrder Upload(Device device, long[] images, long[] rows, long[] columns, long[] mirrored) => new(
        tensor(images, device: device), tensor(rows, device: device), tensor(columns, device: device), tensor(mirrored, device: device));
}
