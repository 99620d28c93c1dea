namespace SeRes2Net.Lab.Data.Augment.Operations;

/// <summary>The operations of RandAugment, with the range of each: what a strength of 1 is.</summary>
public static class OperationTable
{
    /// <summary>All fourteen.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("identity", Signed: false, (images, _) => images),
        new("auto-contrast", Signed: false, (images, _) => Histogram.AutoContrast(images)),
        new("equalize", Signed: false, (images, _) => Histogram.Equalize(images)),
        new("rotate", Signed: true, (images, strengths) => Affine.Rotate(images, Scaled(strengths, 30))),
        new("solarize", Signed: false, (images, strengths) => Colour.Solarize(images, [.. strengths.Select(strength => 255 * (1 - strength))])),
        new("colour", Signed: true, (images, strengths) => Colour.Saturation(images, Factors(strengths))),
        new("posterize", Signed: false, (images, strengths) => Colour.Posterize(images, [.. strengths.Select(strength => 8 - Math.Round(4 * strength))])),
        new("contrast", Signed: true, (images, strengths) => Colour.Contrast(images, Factors(strengths))),
        new("brightness", Signed: true, (images, strengths) => Colour.Brightness(images, Factors(strengths))),
        new("sharpness", Signed: true, (images, strengths) => Colour.Sharpness(images, Factors(strengths))),
        new("shear-x", Signed: true, (images, strengths) => Affine.ShearX(images, Scaled(strengths, 0.3))),
        new("shear-y", Signed: true, (images, strengths) => Affine.ShearY(images, Scaled(strengths, 0.3))),
        // 150 of the 331 pixels of AutoAugment's images.
        new("translate-x", Signed: true, (images, strengths) => Affine.TranslateX(images, Scaled(strengths, 150.0 / 331 * images.shape[3]))),
        new("translate-y", Signed: true, (images, strengths) => Affine.TranslateY(images, Scaled(strengths, 150.0 / 331 * images.shape[2]))),
    ];

    private static double[] Scaled(double[] strengths, double most) => [.. strengths.Select(strength => strength * most)];

    private static double[] Factors(double[] strengths) => [.. strengths.Select(strength => 1 + 0.9 * strength)];
}
