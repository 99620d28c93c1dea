namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>What is done to training images, in this order.</summary>
public sealed record Augmentations : IRuled
{
    [Key("A random part of the image, of at least this share of its area and sides of 3:4 to 4:3, scaled to the whole. 0: none.", Least = 0, Most = 1)]
    public double ResizedCrop { get; init; }

    [Key("Random crop after padding by so many zero pixels.", Least = 0, Most = 1024)]
    public int CropPadding { get; init; }

    [Key("Random horizontal flip.")]
    public bool Flip { get; init; }

    [Key("Horizontal flip in every second epoch, each image beginning with one of the two at random.")]
    public bool AlternateFlip { get; init; }

    [Key("Random changes of colour and geometry for each image, so many after each other.", Least = 0, Most = 16)]
    public int RandAugment { get; init; }

    [Key("How strong these are, of 30.", Least = 0, Most = 30, Needs = nameof(RandAugment))]
    public double Magnitude { get; init; } = 9;

    [Key("Side of a square of each image that is blanked, in pixels.", Least = 0, Most = 4096)]
    public int Cutout { get; init; }

    [Key("Mix each image and its label with another's, with a share drawn from Beta(a, a). 0: no MixUp.", Least = 0, Most = 1000)]
    public double Mixup { get; init; }

    [Key("Share of the steps with MixUp.", Least = 0, Most = 1, Needs = nameof(Mixup))]
    public double MixupProbability { get; init; } = 1;

    [Key("Replace a rectangle of each image by another's, whose share of the area is drawn from Beta(a, a). 0: no CutMix.", Least = 0, Most = 1000)]
    public double Cutmix { get; init; }

    [Key("Share of the steps with CutMix.", Least = 0, Most = 1, Needs = nameof(Cutmix))]
    public double CutmixProbability { get; init; } = 1;

    IEnumerable<(string Property, string Message)> IRuled.BrokenRules
    {
        get
        {
            if (Flip && AlternateFlip)
                yield return (nameof(AlternateFlip), "'flip' and 'alternate-flip' exclude each other; remove one.");
            if (Mixup > 0 && Cutmix > 0 && MixupProbability + CutmixProbability > 1)
                yield return (nameof(CutmixProbability), "A step has MixUp or CutMix or neither, so 'mixup-probability' and 'cutmix-probability' "
                    + $"add up to at most 1; found {MixupProbability:R} + {CutmixProbability:R}.");
        }
    }
}
