using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>
/// One way in which images become worse, at five severities: those of CIFAR-10-C (Hendrycks and Dietterich, "Benchmarking Neural Network Robustness to Common
/// Corruptions and Perturbations", arXiv:1903.12261), with its constants for 32x32 images. Constants in pixels hold for images of any size.
/// </summary>
public sealed record Corruption
{
    /// <summary>Severities; 1 is the weakest.</summary>
    public const int Severities = 5;

    /// <summary>The number changes whenever a corruption yields other pixels.</summary>
    internal const int Version = 1;

    internal Corruption(Func<Picture, int, RandomStream, Picture> apply) => Apply = apply;

    /// <summary>Its name, which is that of the stored file of CIFAR-10-C.</summary>
    public required string Name { get; init; }
    /// <summary><c>noise</c>, <c>blur</c>, <c>weather</c> or <c>digital</c>.</summary>
    public required string Family { get; init; }
    /// <summary>One beyond the fifteen that a mean corruption error is taken over.</summary>
    public bool Extra { get; init; }
    /// <summary>Whether it needs three channels.</summary>
    public bool NeedsColour { get; init; }

    /// <summary>SHA-256 of the files that it uses; null if it uses none.</summary>
    internal string? Checksum { get; init; }

    /// <summary>Corrupts an image at a severity, 1 to 5. All that is random comes from the stream.</summary>
    internal Func<Picture, int, RandomStream, Picture> Apply { get; init; }
}
