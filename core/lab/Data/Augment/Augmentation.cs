using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// One way to vary training images. It does one of the four things below, on the device and for a whole batch at once. What it draws for an
/// image is a function of seed, epoch and image; what it draws for a step is a function of seed, epoch and the step's first image.
/// </summary>
public sealed record Augmentation
{
    /// <summary>Black pixels that it needs on each side of an image.</summary>
    public int Padding { get; init; }
    /// <summary>Whether <see cref="Place"/> takes a part of the image, which is then scaled.</summary>
    public bool Scales { get; init; }
    /// <summary>For one that moves pixels: the new placement.</summary>
    public Func<Placement, ImageDraw, Placement>? Place { get; init; }
    /// <summary>For one that changes colours or shapes: images [n, C, H, W] of whole numbers 0 to 255, in float32.</summary>
    public Func<Tensor, IReadOnlyList<ImageDraw>, Tensor>? Recolour { get; init; }
    /// <summary>For one that works on normalised images: [n, C, H, W] in float32, where 0 is the mean.</summary>
    public Func<Tensor, IReadOnlyList<ImageDraw>, Tensor>? Change { get; init; }
    /// <summary>For one that mixes the images of a step, and their labels.</summary>
    public Func<Batch, RandomStream, Batch>? Mix { get; init; }
}
