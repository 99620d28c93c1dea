using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data.Augment.Operations;

/// <summary>One change of colour or geometry.</summary>
/// <param name="Name">Its name in the paper, in lower case.</param>
/// <param name="Signed">Whether a strength below 0 is a change in the other direction.</param>
/// <param name="Apply">
/// Changes images [n, C, H, W] of whole numbers 0 to 255, in float32, each by its strength of -1 to 1. The result is of that kind too.
/// </param>
public sealed record Operation(string Name, bool Signed, Func<Tensor, double[], Tensor> Apply);
