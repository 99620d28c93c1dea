namespace SeRes2Net.Lab.Data.Augment;

/// <summary>Swaps left and right in half of the images.</summary>
internal static class RandomFlip
{
    public static Augmentation Create() => new()
    {
        Place = (placement, draw) => placement with { Mirrored = draw.For("flip").Next(2) == 1 },
    };
}
