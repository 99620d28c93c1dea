using SeRes2Net.Compiler.Graph;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// Images that stay on the device as uint8, already padded with black, the channels innermost: a batch with its crops and flips is
/// one gather of
/// pixels, and comes out in the channels-last layout by itself.
/// </summary>
public sealed class ResidentImages : IDisposable
{
    private readonly Shape _shape;
    private readonly Tensor _pixels; // [N * (H + 2 padding) * (W + 2 padding), C]
    private readonly Tensor _labels; // [N]
    private readonly Tensor _mean; // [C], in grey levels
    private readonly Tensor _scale; // [C], per grey level
    private readonly Tensor _rowIndex; // [1, H, 1]
    private readonly Tensor _columnIndex; // [1, 1, W]

    /// <summary>Number of images.</summary>
    public int Count { get; }
    /// <summary>Black pixels on each side.</summary>
    public int Padding { get; }
    /// <summary>Where they are.</summary>
    public Device Device { get; }

    /// <summary>Copies images to the device.</summary>
    /// <param name="set">The images; the first <paramref name="count"/> of them.</param>
    /// <param name="data">The data set they belong to, for shape and normalisation.</param>
    /// <param name="count">How many; 0: all.</param>
    /// <param name="padding">Black pixels to add on each side, for random crops.</param>
    /// <param name="device">Where to.</param>
    public ResidentImages(ImageSet set, DataSet data, int count, int padding, Device device)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, set.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        Count = count == 0 ? set.Count : count;
        Padding = padding;
        Device = device;
        _shape = data.InputShape;
        var (channels, rows, columns) = (_shape.Channels, _shape.Rows, _shape.Columns);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var planes = tensor(set.Pixels, [set.Count, channels, rows, columns], dtype: ScalarType.Byte).narrow(0, 0, Count);
        var padded = zeros([Count, rows + 2 * padding, columns + 2 * padding, channels], dtype: ScalarType.Byte);
        padded.narrow(1, padding, rows).narrow(2, padding, columns).copy_(planes.permute(0, 2, 3, 1));
        _pixels = Keep(padded.view(-1, channels).to(device));
        _labels = Keep(tensor(set.Labels, [set.Count], dtype: ScalarType.Byte).narrow(0, 0, Count).to(ScalarType.Int64).to(device));
        _mean = Keep(tensor(data.Mean.Select(mean => (float)(mean * 255)).ToArray(), device: device));
        _scale = Keep(tensor(data.Std.Select(std => (float)(1 / (std * 255))).ToArray(), device: device));
        _rowIndex = Keep(arange(rows, dtype: ScalarType.Int64, device: device).view(1, -1, 1));
        _columnIndex = Keep(arange(columns, dtype: ScalarType.Int64, device: device).view(1, 1, -1));
    }

    /// <summary>One batch, cropped, flipped and normalised: (x / 255 - mean) / std per channel.</summary>
    /// <param name="order">Which images, and how each is moved.</param>
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
        var pixels = _pixels.index_select(0, PixelIndices(order, first, count).view(-1));
        var normalised = pixels.to(ScalarType.Float32).sub_(_mean).mul_(_scale).to(type);
        var images = normalised.view(count, _shape.Rows, _shape.Columns, _shape.Channels).permute(0, 3, 1, 2);
        if (!channelsLast)
            images = images.contiguous();
        return (images.MoveToOuterDisposeScope(), _labels.index_select(0, chosen).MoveToOuterDisposeScope());
    }

    /// <summary>Rows of the pixel table, [count, H, W].</summary>
    private Tensor PixelIndices(EpochOrder order, long first, long count)
    {
        long height = _shape.Rows + 2 * Padding, width = _shape.Columns + 2 * Padding;
        Tensor PerImage(Tensor values) => values.narrow(0, first, count).view(-1, 1, 1);
        var row = PerImage(order.Images) * height + PerImage(order.Rows) + _rowIndex;
        var mirrored = _columnIndex + PerImage(order.Mirrored) * (_shape.Columns - 1 - _columnIndex * 2);
        return row * width + PerImage(order.Columns) + mirrored;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in new[] { _pixels, _labels, _mean, _scale, _rowIndex, _columnIndex })
            tensor.Dispose();
    }

    private static Tensor Keep(Tensor tensor) => tensor.DetachFromDisposeScope();
}
