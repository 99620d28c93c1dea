using static TorchSharp.torch;

namespace SeRes2Net.Lab.Saliency;

/// <summary>The maps of <see cref="SaliencyMethod"/>. Nothing in them is negative: what speaks against the class is left out.</summary>
public static class SaliencyMaps
{
    /// <summary>The map of every image at the layer's own size.</summary>
    /// <param name="method">How.</param>
    /// <param name="activation">What the layer holds, A, [N, K, h, w].</param>
    /// <param name="gradient">The gradient of the class's score, G, [N, K, h, w].</param>
    /// <returns>[N, h, w], in the caller's dispose scope.</returns>
    public static Tensor Of(SaliencyMethod method, Tensor activation, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        var map = method switch
        {
            SaliencyMethod.GradCam => Weighted(gradient.mean([2, 3], keepdim: true), activation),
            SaliencyMethod.GradCamPlusPlus => Weighted((PlusPlus(activation, gradient) * gradient.relu()).sum([2, 3], keepdim: true), activation),
            SaliencyMethod.HiResCam => Weighted(gradient, activation),
            SaliencyMethod.EigenCam => FirstComponent(activation),
            SaliencyMethod.Gradient => gradient.abs().amax(1),
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
        return map.MoveToOuterDisposeScope();
    }

    /// <summary>A map [N, h, w] at the image's size, as PyTorch's <c>interpolate(mode='bilinear', align_corners=False)</c>: [N, H, W].</summary>
    public static Tensor Upsample(Tensor map, long rows, long columns)
    {
        using var channel = map.unsqueeze(1);
        using var large = nn.functional.interpolate(channel, [rows, columns], mode: InterpolationMode.Bilinear, align_corners: false);
        return large.squeeze(1);
    }

    private static Tensor Weighted(Tensor weights, Tensor activation) => (weights * activation).sum(1).relu();

    /// <summary>
    /// The weights of equation 19 of the paper. There the score is the exponential of the logit, whose factor in the map is the same
    /// everywhere in an image; it is left out. An element without gradient has no weight.
    /// </summary>
    private static Tensor PlusPlus(Tensor activation, Tensor gradient)
    {
        var square = gradient.pow(2);
        var below = 2 * square + activation.sum([2, 3], keepdim: true) * square * gradient;
        return where(below == 0, zeros_like(below), square / below);
    }

    /// <summary>
    /// The positions [h w, K] projected on their first right singular vector, not centred, as in the paper. The sign of a singular vector is
    /// arbitrary: it is the one for which the map's sum is positive. In float64: if the first two components are almost equally strong, the
    /// direction depends on the last digits.
    /// </summary>
    private static Tensor FirstComponent(Tensor activation)
    {
        var (images, rows, columns) = (activation.shape[0], activation.shape[2], activation.shape[3]);
        var (left, values, _) = linalg.svd(activation.flatten(2).transpose(1, 2).to(ScalarType.Float64), fullMatrices: false);
        var projected = left.select(2, 0) * values.narrow(1, 0, 1);
        var sign = projected.sum(1, keepdim: true).sign();
        return (projected * sign).relu().to(activation.dtype).reshape(images, rows, columns);
    }
}
