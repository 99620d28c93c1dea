using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// The images of one step and what they show. Its loss is Share * CE(Labels) + (1 - Share) * CE(OtherLabels), with CE the cross-entropy.
/// </summary>
/// <param name="Images">Normalised, [n, C, H, W].</param>
/// <param name="Labels">Class indices, [n] of int64.</param>
/// <param name="OtherLabels">Class indices of the images that were mixed in, [n] of int64; null if none were.</param>
/// <param name="Share">The share of <paramref name="Labels"/>, 0 to 1; 1 if nothing was mixed in.</param>
public sealed record Batch(Tensor Images, Tensor Labels, Tensor? OtherLabels, double Share);
