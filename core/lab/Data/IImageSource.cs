using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>One part of a data set, where it is stored: in memory or in files.</summary>
public interface IImageSource
{
    /// <summary>Number of images.</summary>
    public int Count { get; }

    /// <summary>One class index per image.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Mean and standard deviation of each channel over some of the images.</summary>
    /// <param name="chosen">Their indices; at least one.</param>
    /// <param name="shape">Shape of one image.</param>
    public InputNormalisation Measure(IReadOnlyList<int> chosen, Shape shape);

    /// <summary>Some of the images as evaluation sees them, before they are normalised: uint8 in the order [N, C, H, W].</summary>
    /// <param name="chosen">Their indices.</param>
    /// <param name="shape">Shape of one image.</param>
    /// <exception cref="DataException">An image cannot be read, or there are more than fit into memory at once.</exception>
    public byte[] Pixels(IReadOnlyList<int> chosen, Shape shape);

    /// <summary>Prepares some of the images.</summary>
    /// <param name="chosen">Their indices; image i of the result is the one at chosen[i].</param>
    /// <param name="shape">Shape of one image.</param>
    /// <param name="normalisation">What to normalise them with.</param>
    /// <param name="augment">What a shuffled pass does to them.</param>
    /// <param name="device">Where batches are made.</param>
    public IImages Open(IReadOnlyList<int> chosen, Shape shape, InputNormalisation normalisation, Augmentations augment, Device device);
}
