namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>What is done to training images, in this order.</summary>
public sealed record Augmentations
{
    [Key("Random crop after padding by so many zero pixels.", Least = 0, Most = 1024)]
    public int CropPadding { get; init; }

    [Key("Random horizontal flip.")]
    public bool Flip { get; init; }
}
