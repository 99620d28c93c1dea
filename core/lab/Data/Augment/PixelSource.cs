using TorchSharp;

namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// Where each pixel of a batch is taken from, in the image's own rows and columns; outside of it, the padding is black. Both have shapes
/// that broadcast to [count, H, W], int64.
/// </summary>
/// <param name="Rows">As they are: [1, H, 1].</param>
/// <param name="Columns">As they are: [1, 1, W].</param>
public readonly record struct PixelSource(torch.Tensor Rows, torch.Tensor Columns);
