using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data.Augment.Operations;

/// <summary>
/// Changes of colour of images [n, C, H, W] of whole numbers 0 to 255, one number for each image. A factor of 1 changes nothing, 0 leaves
/// what the image is blended with. As torchvision computes them on uint8: what a blend has after the point is dropped.
/// </summary>
internal static class Colour
{
    /// <summary>Blends with black.</summary>
    public static Tensor Brightness(Tensor images, double[] factors) => Blend(images, zeros_like(images), factors);

    /// <summary>Blends with the mean grey of the image.</summary>
    public static Tensor Contrast(Tensor images, double[] factors) => Blend(images, Grey(images).mean([1, 2, 3], keepdim: true), factors);

    /// <summary>Blends with grey.</summary>
    public static Tensor Saturation(Tensor images, double[] factors) => Blend(images, Grey(images), factors);

    /// <summary>Blends with a blurred image: the mean of 3x3 pixels, the middle one counted five times; the edge is not blurred.</summary>
    public static Tensor Sharpness(Tensor images, double[] factors)
    {
        long channels = images.shape[1], rows = images.shape[2], columns = images.shape[3];
        if (rows < 3 || columns < 3)
            return images;
        var kernel = ones([1, 1, 3, 3], device: images.device);
        kernel[0, 0, 1, 1] = 5;
        var planes = nn.functional.conv2d(images.reshape(-1, 1, rows, columns), kernel / 13).round();
        var blurred = images.clone();
        blurred.narrow(2, 1, rows - 2).narrow(3, 1, columns - 2).copy_(planes.view(-1, channels, rows - 2, columns - 2));
        return Blend(images, blurred, factors);
    }

    /// <summary>Inverts what is at least as bright as a threshold.</summary>
    public static Tensor Solarize(Tensor images, double[] thresholds) =>
        where(images.ge(PerImage(images, thresholds)), 255 - images, images);

    /// <summary>Keeps the highest bits of each value.</summary>
    public static Tensor Posterize(Tensor images, double[] bits)
    {
        var step = PerImage(images, [.. bits.Select(kept => Math.Pow(2, 8 - kept))]);
        return (images / step).floor() * step;
    }

    /// <summary>Luma of red, green and blue, or the mean of other channels, [n, 1, H, W].</summary>
    private static Tensor Grey(Tensor images) => images.shape[1] == 3
        ? (0.2989 * images.narrow(1, 0, 1) + 0.587 * images.narrow(1, 1, 1) + 0.114 * images.narrow(1, 2, 1)).floor()
        : images.mean([1], keepdim: true).floor();

    private static Tensor Blend(Tensor images, Tensor other, double[] factors)
    {
        var factor = PerImage(images, factors);
        return (images * factor + other * PerImage(images, [.. factors.Select(value => 1 - value)])).clamp(0, 255).floor();
    }

    private static Tensor PerImage(Tensor images, double[] values) =>
        tensor(values.Select(value => (float)value).ToArray(), device: images.device).view(-1, 1, 1, 1);
}
