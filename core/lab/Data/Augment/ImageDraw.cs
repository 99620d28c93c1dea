namespace SeRes2Net.Lab.Data.Augment;

/// <summary>Where one image's random numbers come from in one epoch.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Epoch">1-based epoch.</param>
/// <param name="Image">The image's index among those trained on.</param>
public readonly record struct ImageDraw(long Seed, int Epoch, long Image)
{
    /// <summary>The numbers of one augmentation in this epoch.</summary>
    public RandomStream For(string augmentation) => RandomStream.Of(Seed, augmentation, Epoch, Image);

    /// <summary>The numbers of one augmentation that are the same in every epoch.</summary>
    public RandomStream Once(string augmentation) => RandomStream.Of(Seed, augmentation, 0, Image);
}
