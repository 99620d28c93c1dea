namespace SeRes2Net.Lab.Saliency;

/// <summary>The maps of some images and their figures.</summary>
/// <param name="Maps">What was computed for each image: one for each method.</param>
/// <param name="Images">The images, in the order in which they were drawn.</param>
public sealed record SaliencyResult(IReadOnlyList<MapKind> Maps, IReadOnlyList<ImageSaliency> Images)
{
    /// <summary>Share of the images that the network answers rightly.</summary>
    public double Accuracy => Images.Average(image => image.Label == image.Predicted ? 1.0 : 0.0);
}

/// <summary>A method at a layer.</summary>
/// <param name="Method">The method.</param>
/// <param name="Layer">The layer.</param>
public sealed record MapKind(SaliencyMethod Method, SaliencyLayer Layer);

/// <summary>One image and its maps.</summary>
public sealed record ImageSaliency
{
    /// <summary>Its index among the test images.</summary>
    public required int Image { get; init; }
    /// <summary>Its class.</summary>
    public required int Label { get; init; }
    /// <summary>What the network answers.</summary>
    public required int Predicted { get; init; }
    /// <summary>The class that the maps are of.</summary>
    public required int Class { get; init; }
    /// <summary>The probability that the network gives to that class.</summary>
    public required double Probability { get; init; }
    /// <summary>Figures for each map, in the order of <see cref="SaliencyResult.Maps"/>.</summary>
    public required IReadOnlyList<SaliencyFigures> Figures { get; init; }
    /// <summary>Its pixels, [H, W, C].</summary>
    public required byte[] Pixels { get; init; }
    /// <summary>Where the object is, [H, W]; null without masks.</summary>
    public required bool[]? Mask { get; init; }
    /// <summary>Its maps, [H, W], as shares of the largest value, from 0 to 255.</summary>
    public required IReadOnlyList<byte[]> Maps { get; init; }
}
