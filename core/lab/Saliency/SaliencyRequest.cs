namespace SeRes2Net.Lab.Saliency;

/// <summary>What is to be measured.</summary>
public sealed record SaliencyRequest
{
    /// <summary>The methods, each once.</summary>
    public IReadOnlyList<SaliencyMethod> Methods { get; init; } = [SaliencyMethod.GradCam];
    /// <summary>The layer for all methods, as <c>describe</c> names it; null for <see cref="SaliencyLayer.Usual"/>.</summary>
    public string? Layer { get; init; }
    /// <summary>Whether the images' labels are asked about; otherwise what the network answers.</summary>
    public bool AsksForLabel { get; init; }
    /// <summary>Number of images; if fewer have masks, all of these.</summary>
    public int Images { get; init; } = 100;
    /// <summary>Seed of the choice of images and of random orders. The same seed gives the same images for every network.</summary>
    public long Seed { get; init; }
    /// <summary>Images that are computed at a time.</summary>
    public int Batch { get; init; } = 50;
}
