namespace SeRes2Net.Lab.Data.Augment;

/// <summary>A random crop of the padded image (He et al., arXiv:1512.03385, section 4.2).</summary>
internal static class RandomCrop
{
    /// <summary>Moves images by up to <paramref name="padding"/> pixels in each direction.</summary>
    public static Augmentation Create(int padding)
    {
        long Shift(RandomStream random) => random.Next(2 * padding + 1) - padding;
        return new()
        {
            Padding = padding,
            Draws = [Shift, Shift],
            Move = (source, drawn) => new(source.Rows + drawn[0].view(-1, 1, 1), source.Columns + drawn[1].view(-1, 1, 1)),
        };
    }
}
