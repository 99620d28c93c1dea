namespace SeRes2Net.Lab.Data.Augment;

/// <summary>A random crop of the padded image (He et al., arXiv:1512.03385, section 4.2).</summary>
internal static class RandomCrop
{
    /// <summary>Moves images by up to <paramref name="padding"/> pixels in each direction.</summary>
    public static Augmentation Create(int padding) => new()
    {
        Padding = padding,
        Place = (placement, draw) =>
        {
            var random = draw.For("crop-padding");
            return placement with { Down = random.Between(-padding, padding), Right = random.Between(-padding, padding) };
        },
    };
}
