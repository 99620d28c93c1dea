using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Lab.Data.Augment;

/// <summary>The augmentations: one row for each that a recipe can ask for, in the order in which they are applied.</summary>
public static class AugmentationTable
{
    /// <summary>The augmentations that a recipe asks for.</summary>
    public static IReadOnlyList<Augmentation> Create(Augmentations asked) =>
    [
        .. new[]
        {
            asked.CropPadding > 0 ? RandomCrop.Create(asked.CropPadding) : null,
            asked.Flip ? RandomFlip.Create() : null,
        }.OfType<Augmentation>(),
    ];
}
