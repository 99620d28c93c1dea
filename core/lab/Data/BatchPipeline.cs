using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data.Augment;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>From the pixels of a batch to what a network is called with.</summary>
/// <param name="Shape">Shape of one image.</param>
/// <param name="Normalisation">What to normalise with.</param>
/// <param name="Augmentations">What a shuffled pass does to the images.</param>
/// <param name="Device">Where batches are made.</param>
internal sealed record BatchPipeline(Shape Shape, InputNormalisation Normalisation, IReadOnlyList<Augmentation> Augmentations, Device Device)
{
    /// <summary>Black pixels that the augmentations need on each side of an image.</summary>
    public int Padding => Augmentations.Sum(augmentation => augmentation.Padding);

    /// <summary>Whether some augmentation takes a part of the image and scales it.</summary>
    public bool Scales => Augmentations.Any(augmentation => augmentation.Scales);

    /// <summary>How an image of some size is placed in a shuffled pass.</summary>
    public Placement Place(int rows, int columns, ImageDraw draw) => Augmentations.Aggregate(
        Placement.Whole(rows, columns), (placement, augmentation) => augmentation.Place?.Invoke(placement, draw) ?? placement);

    /// <summary>Augments and normalises a batch whose pixels are in their places.</summary>
    /// <param name="pixels">Whole numbers 0 to 255, [n, H, W, C] of float32; overwritten.</param>
    /// <param name="labels">[n] of int64.</param>
    /// <param name="draws">Where each image's random numbers come from; null if the images are not augmented.</param>
    /// <param name="step">The step's random numbers; null if the images are not augmented.</param>
    /// <param name="type">Element type of the images.</param>
    /// <param name="channelsLast">Whether the channels lie innermost in memory.</param>
    public Batch Finish(
        Tensor pixels, Tensor labels, IReadOnlyList<ImageDraw>? draws, RandomStream? step, ScalarType type, bool channelsLast)
    {
        var images = pixels.permute(0, 3, 1, 2);
        if (draws is not null)
        {
            foreach (var augmentation in Augmentations)
                images = augmentation.Recolour?.Invoke(images, draws) ?? images;
        }
        images = images.sub_(PerChannel(mean => (float)(mean * 255), Normalisation.Mean)).mul_(PerChannel(std => (float)(1 / (std * 255)), Normalisation.Std));
        if (draws is not null)
        {
            foreach (var augmentation in Augmentations)
                images = augmentation.Change?.Invoke(images, draws) ?? images;
        }
        var batch = new Batch(images, labels, null, 1);
        if (step is not null)
        {
            foreach (var augmentation in Augmentations)
                batch = augmentation.Mix?.Invoke(batch, step) ?? batch;
        }
        images = batch.Images.to(type).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        return batch with { Images = channelsLast ? images : images.contiguous() };
    }

    private Tensor PerChannel(Func<double, float> value, IReadOnlyList<double> channels) =>
        tensor(channels.Select(value).ToArray(), device: Device).view(1, -1, 1, 1);
}
