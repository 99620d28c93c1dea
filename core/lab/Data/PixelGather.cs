using SeRes2Net.Lab.Data.Augment;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>Collects the pixels of a batch from the images on the device, each image placed in its own way.</summary>
internal sealed class PixelGather
{
    private readonly ResidentImages images;
    private readonly Tensor drawn; // [8, n]: index, down, right, mirrored, and the part's top, left, rows, columns
    private readonly int padding;
    private readonly int rows;
    private readonly int columns;

    /// <summary>Copies what a batch needs to the device, at once.</summary>
    public PixelGather(ResidentImages images, long[] chosen, IReadOnlyList<ImageDraw>? draws)
    {
        this.images = images;
        (rows, columns, padding) = (images.Pipeline.Shape.Rows, images.Pipeline.Shape.Columns, images.Pipeline.Padding);
        var numbers = new long[8, chosen.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            var place = draws is null ? Placement.Whole(rows, columns) : images.Pipeline.Place(rows, columns, draws[i]);
            numbers[0, i] = chosen[i];
            (numbers[1, i], numbers[2, i], numbers[3, i]) = (place.Down, place.Right, place.Mirrored ? 1 : 0);
            (numbers[4, i], numbers[5, i], numbers[6, i], numbers[7, i]) = (place.Part.Top, place.Part.Left, place.Part.Rows, place.Part.Columns);
        }
        drawn = tensor(numbers, device: images.Pipeline.Device);
        Scaled = draws is not null && images.Pipeline.Scales;
    }

    /// <summary>Indices of the images, [n].</summary>
    public Tensor Chosen => drawn[0];

    private bool Scaled { get; }

    /// <summary>Whole numbers 0 to 255, [n, H, W, C] of float32.</summary>
    public Tensor Pixels()
    {
        var down = Along(rows) + PerImage(1);
        var across = Along(columns);
        var right = across + PerImage(3) * (columns - 1 - across * 2) + PerImage(2);
        return Scaled ? Between(Near(down, rows, PerImage(4), PerImage(6)), Near(right, columns, PerImage(5), PerImage(7))) : At(down, right);
    }

    /// <summary>The pixels in rows [n, H] and columns [n, W].</summary>
    private Tensor At(Tensor down, Tensor right)
    {
        long height = rows + 2 * padding, width = columns + 2 * padding;
        var index = ((PerImage(0) * height + padding + down) * width + padding).unsqueeze(2) + right.unsqueeze(1);
        var channels = images.Pipeline.Shape.Channels;
        return images.Pixels.index_select(0, index.view(-1)).to(ScalarType.Float32).view(-1, rows, columns, channels);
    }

    /// <summary>Bilinear interpolation, rounded, as torchvision's <c>resized_crop</c> on uint8.</summary>
    private Tensor Between((Tensor Low, Tensor High, Tensor Weight) down, (Tensor Low, Tensor High, Tensor Weight) right)
    {
        var across = right.Weight.unsqueeze(1).unsqueeze(3);
        var upper = Mixed(At(down.Low, right.Low), At(down.Low, right.High), across);
        var lower = Mixed(At(down.High, right.Low), At(down.High, right.High), across);
        return Mixed(upper, lower, down.Weight.unsqueeze(2).unsqueeze(3)).round();
    }

    private static Tensor Mixed(Tensor one, Tensor other, Tensor weight) => one * (1 - weight) + other * weight;

    /// <summary>
    /// The two pixels of the image between which a pixel of the scaled part lies, and the weight of the second. Pixels outside the scaled
    /// part are in the black padding, and stay there.
    /// </summary>
    private static (Tensor Low, Tensor High, Tensor Weight) Near(Tensor at, int length, Tensor from, Tensor count)
    {
        var centre = ((at.to(ScalarType.Float32) + 0.5) * (count.to(ScalarType.Float32) / length) - 0.5).clamp(min: 0);
        var low = minimum(centre.floor().to(ScalarType.Int64), count - 1);
        var high = minimum(low + 1, count - 1);
        var outside = at.lt(0).logical_or(at.ge(length));
        return (where(outside, at, low + from), where(outside, at, high + from), centre - low.to(ScalarType.Float32));
    }

    private Tensor Along(int length) => arange(length, dtype: ScalarType.Int64, device: images.Pipeline.Device).unsqueeze(0);

    private Tensor PerImage(int number) => drawn[number].unsqueeze(1);
}
