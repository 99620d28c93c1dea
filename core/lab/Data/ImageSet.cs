using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data.Augment;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>Labelled images of one shape in memory, as bytes.</summary>
/// <param name="Pixels">uint8 in the order [N, C, H, W].</param>
/// <param name="Labels">One class index per image.</param>
/// <param name="Masks">Optional: 1 where the object is, 0 elsewhere, uint8 in the order [N, H, W].</param>
public sealed record ImageSet(byte[] Pixels, int[] Labels, byte[]? Masks = null) : IImageSource
{
    /// <inheritdoc/>
    public int Count => Labels.Length;

    IReadOnlyList<int> IImageSource.Labels => Labels;

    /// <inheritdoc/>
    public InputNormalisation Measure(IReadOnlyList<int> chosen, Shape shape) => PixelStatistics.Measure(Pixels, chosen, shape);

    byte[] IImageSource.Pixels(IReadOnlyList<int> chosen, Shape shape)
    {
        var result = new byte[chosen.Count * shape.Elements];
        int bytes = (int)shape.Elements;
        for (int i = 0; i < chosen.Count; i++)
            Pixels.AsSpan(chosen[i] * bytes, bytes).CopyTo(result.AsSpan(i * bytes));
        return result;
    }

    /// <inheritdoc/>
    public IImages Open(IReadOnlyList<int> chosen, Shape shape, InputNormalisation normalisation, Augmentations augment, Device device) =>
        new ResidentImages(this, chosen, new(shape, normalisation, AugmentationTable.Create(augment), device));
}
