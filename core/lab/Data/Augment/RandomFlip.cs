namespace SeRes2Net.Lab.Data.Augment;

/// <summary>Swaps left and right in half of the images.</summary>
internal static class RandomFlip
{
    public static Augmentation Create() => new()
    {
        Draws = [random => random.Next(2)],
        Move = (source, drawn) => source with
        {
            Columns = source.Columns + drawn[0].view(-1, 1, 1) * (source.Columns.shape[^1] - 1 - source.Columns * 2),
        },
    };
}
