namespace SeRes2Net.Lab.Data;

/// <summary>Labelled images of one shape, as bytes.</summary>
/// <param name="Pixels">uint8 in the order [N, C, H, W].</param>
/// <param name="Labels">One class index per image.</param>
/// <param name="Masks">Optional: 1 where the object is, 0 elsewhere, uint8 in the order [N, H, W].</param>
public sealed record ImageSet(byte[] Pixels, int[] Labels, byte[]? Masks = null)
{
    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;
}
