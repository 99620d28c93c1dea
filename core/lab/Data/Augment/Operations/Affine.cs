using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data.Augment.Operations;

/// <summary>
/// Shears, shifts and rotations of images [n, C, H, W], one number for each image; the nearest pixel is taken, and what comes from outside is
/// black. As torchvision's <c>affine</c> and <c>rotate</c> compute them.
/// </summary>
internal static class Affine
{
    /// <summary>Rotates about the centre, counter-clockwise, in degrees.</summary>
    public static Tensor Rotate(Tensor images, double[] degrees) => Transform(images, degrees, degree =>
    {
        double angle = degree * Math.PI / 180;
        return [Math.Cos(angle), -Math.Sin(angle), 0, Math.Sin(angle), Math.Cos(angle), 0];
    });

    /// <summary>Moves each row to the left by its distance from the top, times the slope.</summary>
    public static Tensor ShearX(Tensor images, double[] slopes) =>
        Transform(images, slopes, slope => [1, slope, slope * images.shape[2] / 2, 0, 1, 0]);

    /// <summary>Moves each column up by its distance from the left, times the slope.</summary>
    public static Tensor ShearY(Tensor images, double[] slopes) =>
        Transform(images, slopes, slope => [1, 0, 0, slope, 1, slope * images.shape[3] / 2]);

    /// <summary>Moves to the right by whole pixels; the fraction is dropped.</summary>
    public static Tensor TranslateX(Tensor images, double[] pixels) => Transform(images, pixels, pixel => [1, 0, -Math.Truncate(pixel), 0, 1, 0]);

    /// <summary>Moves down by whole pixels; the fraction is dropped.</summary>
    public static Tensor TranslateY(Tensor images, double[] pixels) => Transform(images, pixels, pixel => [1, 0, 0, 0, 1, -Math.Truncate(pixel)]);

    /// <summary>Takes each pixel from where a 2x3 matrix, row by row, says: in pixels from the centre, x first.</summary>
    private static Tensor Transform(Tensor images, double[] values, Func<double, double[]> matrix)
    {
        long rows = images.shape[2], columns = images.shape[3];
        var device = images.device;
        var matrices = tensor(values.SelectMany(matrix).Select(entry => (float)entry).ToArray(), device: device).view(-1, 2, 3);
        var x = Centred(columns).view(1, -1).expand(rows, columns);
        var y = Centred(rows).view(-1, 1).expand(rows, columns);
        var points = stack([x, y, ones_like(x)], dim: -1).view(1, rows * columns, 3).expand(values.Length, rows * columns, 3);
        var half = tensor(new[] { columns / 2f, rows / 2f }, device: device);
        var grid = points.bmm(matrices.transpose(1, 2) / half).view(values.Length, rows, columns, 2);
        return nn.functional.grid_sample(images, grid, GridSampleMode.Nearest, GridSamplePaddingMode.Zeros, align_corners: false);

        Tensor Centred(long length) => arange(length, dtype: ScalarType.Float32, device: device) + (0.5 - length / 2.0);
    }
}
