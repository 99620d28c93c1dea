using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data.Augment.Operations;

/// <summary>Changes of images [n, C, H, W] of whole numbers 0 to 255 by how often values occur, each channel for itself, as torchvision does.</summary>
internal static class Histogram
{
    /// <summary>Stretches each channel to 0 to 255; one that has a single value stays as it is.</summary>
    public static Tensor AutoContrast(Tensor images)
    {
        var least = images.amin([2, 3], keepdim: true);
        var range = images.amax([2, 3], keepdim: true) - least;
        var stretched = ((images - least) * (255 / range)).clamp(0, 255).floor();
        return where(range.gt(0), stretched, images);
    }

    /// <summary>Spreads the values of each channel so that all ranges of values are as frequent.</summary>
    public static Tensor Equalize(Tensor images)
    {
        long planes = images.shape[0] * images.shape[1], size = images.shape[2] * images.shape[3];
        var values = images.reshape(planes, size).to(ScalarType.Int64);
        var offset = arange(planes, dtype: ScalarType.Int64, device: images.device).unsqueeze(1) * 256;
        var counts = (values + offset).view(-1).bincount(null, planes * 256).view(planes, 256);
        // Pillow's step: the pixels that do not have the highest value, a 255th of them.
        var highest = counts.gather(1, values.amax([1], keepdim: true));
        var step = (size - highest).div(255, RoundingMode.floor);
        var table = (counts.cumsum(1) - counts + step.div(2, RoundingMode.floor)).div(step.clamp(min: 1), RoundingMode.floor).clamp(0, 255);
        var result = where(step.eq(0), values, table.gather(1, values));
        return result.to(ScalarType.Float32).view(images.shape);
    }
}
