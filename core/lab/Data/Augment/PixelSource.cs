using TorchSharp;

namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// Where each pixel of a batch is taken from, in the image's own rows and columns; the padding around it is black. Both have shapes
/// that broadcast to [count, H, W], int64.
/// </summary>
/// <param name="Rows">[1, H, 1] if nothing moves.</param>
/// <param name="Columns">[1, 1, W] if nothing moves.</param>
public readonly record struct PixelSource(torch.Tensor Rows, torch.Tensor Columns);
