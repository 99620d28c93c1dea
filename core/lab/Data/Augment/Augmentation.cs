using TorchSharp;

namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// One way to vary training images. What it draws for an image is drawn once per epoch and kept on the device, [draws, count] of int64 for
/// a batch, so that a step copies nothing to the device.
/// </summary>
public sealed record Augmentation
{
    /// <summary>Draws the integers that an image needs, one function for each.</summary>
    public required IReadOnlyList<Func<RandomStream, long>> Draws { get; init; }
    /// <summary>Black pixels that it needs on each side of an image.</summary>
    public int Padding { get; init; }
    /// <summary>
    /// For one that moves pixels: where the result's pixels come from, given where the input's come from and what was drawn.
    /// </summary>
    public Func<PixelSource, torch.Tensor, PixelSource>? Move { get; init; }
    /// <summary>For one that changes pixels: the normalised images [count, H, W, C] of float32, and what was drawn.</summary>
    public Func<torch.Tensor, torch.Tensor, torch.Tensor>? Change { get; init; }
}
