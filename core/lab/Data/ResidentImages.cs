using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data.Augment;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// Images that stay on the device as uint8, already padded with black, the channels innermost: a batch, however its images are moved, is
/// one gather of pixels, and is channels-last without another copy.
/// </summary>
public sealed class ResidentImages : IDisposable
{
    private readonly Shape shape;
    private readonly Tensor pixels; // [N * (H + 2 padding) * (W + 2 padding), C]
    private readonly Tensor labels; // [N]
    private readonly Tensor mean; // [C], in grey levels
    private readonly Tensor scale; // [C], per grey level
    private readonly PixelSource still; // where pixels come from when nothing moves
    private readonly int padding; // black pixels on each side

    /// <summary>Number of images.</summary>
    public int Count { get; }
    /// <summary>What a shuffled order does to them.</summary>
    public IReadOnlyList<Augmentation> Augmentations { get; }
    /// <summary>The device they are on.</summary>
    public Device Device { get; }

    /// <summary>Copies images to the device.</summary>
    /// <param name="set">The images; only the first <paramref name="count"/> of them are used.</param>
    /// <param name="data">The data set they belong to, for shape and normalisation.</param>
    /// <param name="count">How many; 0 for all.</param>
    /// <param name="augmentations">What a shuffled order does to them; none for evaluation.</param>
    /// <param name="device">Where to.</param>
    public ResidentImages(ImageSet set, DataSet data, int count, IReadOnlyList<Augmentation> augmentations, Device device)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, set.Count);
        Count = count == 0 ? set.Count : count;
        Augmentations = augmentations;
        padding = augmentations.Sum(augmentation => augmentation.Padding);
        Device = device;
        shape = data.InputShape;
        var (channels, rows, columns) = (shape.Channels, shape.Rows, shape.Columns);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var planes = tensor(set.Pixels, [set.Count, channels, rows, columns], dtype: ScalarType.Byte).narrow(0, 0, Count);
        var padded = zeros([Count, rows + 2 * padding, columns + 2 * padding, channels], dtype: ScalarType.Byte);
        padded.narrow(1, padding, rows).narrow(2, padding, columns).copy_(planes.permute(0, 2, 3, 1));
        pixels = Keep(padded.view(-1, channels).to(device));
        labels = Keep(tensor(set.Labels).narrow(0, 0, Count).to(ScalarType.Int64).to(device));
        mean = Keep(tensor(data.Mean.Select(value => (float)(value * 255)).ToArray(), device: device));
        scale = Keep(tensor(data.Std.Select(value => (float)(1 / (value * 255))).ToArray(), device: device));
        still = new(
            Keep(arange(rows, dtype: ScalarType.Int64, device: device).view(1, -1, 1)),
            Keep(arange(columns, dtype: ScalarType.Int64, device: device).view(1, 1, -1)));
    }

    /// <summary>One batch, normalised, (x / 255 - mean) / std per channel, and augmented.</summary>
    /// <param name="order">Which images, and what was drawn for each.</param>
    /// <param name="first">Position in <paramref name="order"/> of the batch's first image.</param>
    /// <param name="count">Images in the batch.</param>
    /// <param name="type">Element type of the images.</param>
    /// <param name="channelsLast">Whether the channels lie innermost in memory; the shape is the same.</param>
    /// <returns>Images [count, C, H, W] and labels [count] of int64.</returns>
    public (Tensor Images, Tensor Labels) Batch(EpochOrder order, long first, long count, ScalarType type, bool channelsLast)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var chosen = order.Images.narrow(0, first, count);
        var drawn = Drawn(order, first, count);
        var gathered = pixels.index_select(0, PixelIndices(chosen, drawn).view(-1)).to(ScalarType.Float32).sub_(mean).mul_(scale);
        var images = gathered.view(count, shape.Rows, shape.Columns, shape.Channels);
        foreach (var (augmentation, numbers) in drawn)
            images = augmentation.Change?.Invoke(images, numbers) ?? images;
        images = images.to(type).permute(0, 3, 1, 2);
        if (!channelsLast)
            images = images.contiguous();
        return (images.MoveToOuterDisposeScope(), labels.index_select(0, chosen).MoveToOuterDisposeScope());
    }

    /// <summary>What each augmentation drew for a batch, [its draws, count].</summary>
    private List<(Augmentation Augmentation, Tensor Numbers)> Drawn(EpochOrder order, long first, long count)
    {
        var drawn = new List<(Augmentation, Tensor)>();
        if (order.Drawn?.narrow(1, first, count) is not { } numbers)
            return drawn;
        int at = 0;
        foreach (var augmentation in Augmentations)
        {
            drawn.Add((augmentation, numbers.narrow(0, at, augmentation.Draws.Count)));
            at += augmentation.Draws.Count;
        }
        return drawn;
    }

    /// <summary>Rows of the pixel table, [count, H, W].</summary>
    private Tensor PixelIndices(Tensor chosen, List<(Augmentation Augmentation, Tensor Numbers)> drawn)
    {
        long height = shape.Rows + 2 * padding, width = shape.Columns + 2 * padding;
        var source = still;
        // From the result back to the image: the last augmentation comes first.
        foreach (var (augmentation, numbers) in Enumerable.Reverse(drawn))
            source = augmentation.Move?.Invoke(source, numbers) ?? source;
        return (chosen.view(-1, 1, 1) * height + padding + source.Rows) * width + padding + source.Columns;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in new[] { pixels, labels, mean, scale, still.Rows, still.Columns })
            tensor.Dispose();
    }

    private static Tensor Keep(Tensor tensor) => tensor.DetachFromDisposeScope();
}
