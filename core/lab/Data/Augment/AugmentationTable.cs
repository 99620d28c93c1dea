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
            asked.ResizedCrop > 0 ? ResizedCrop.Create(asked.ResizedCrop) : null,
            asked.CropPadding > 0 ? RandomCrop.Create(asked.CropPadding) : null,
            asked.Flip ? RandomFlip.Create() : null,
            asked.AlternateFlip ? AlternateFlip.Create() : null,
            asked.RandAugment > 0 ? RandAugment.Create(asked.RandAugment, asked.Magnitude) : null,
            asked.Cutout > 0 ? Cutout.Create(asked.Cutout) : null,
            asked.Mixup > 0 || asked.Cutmix > 0 ? Mixing.Create(asked) : null,
        }.OfType<Augmentation>(),
    ];
}
