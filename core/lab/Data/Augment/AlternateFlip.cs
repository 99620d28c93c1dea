namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// Swaps left and right of an image in every second epoch, beginning at random, so that two epochs in a row see both (Jordan,
/// arXiv:2404.00498, section 3.6).
/// </summary>
internal static class AlternateFlip
{
    public static Augmentation Create() => new()
    {
        Place = (placement, draw) => placement with { Mirrored = (draw.Once("alternate-flip").Next(2) + draw.Epoch) % 2 == 1 },
    };
}
