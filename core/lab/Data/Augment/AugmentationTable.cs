using SeRes2Net.Compiler.Recipes;

namespace SeRes2Net.Lab.Data.Augment;

/// <summary>The augmentations: one row for each that a recipe can ask for, in the order in which they are done.</summary>
public static class AugmentationTable
{
    /// <summary>Those that are asked for.</summary>
    public static IReadOnlyList<Augmentation> Create(Augmentations asked) =>
    [
        .. new[]
        {
            asked.CropPadding > 0 ? RandomCrop.Create(asked.CropPadding) : null,
            asked.Flip ? RandomFlip.Create() : null,
        }.OfType<Augmentation>(),
    ];
}
