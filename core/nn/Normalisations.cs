using TorchSharp.Modules;

namespace SeRes2Net.Nn;

/// <summary>Normalisations with statistics for each image, and factors, in TorchSharp's calls.</summary>
internal static class Normalisations
{
    /// <summary>Over the channels of every position.</summary>
    internal static Tensor Layer(LayerNorm norm, Tensor x)
    {
        // libtorch sums the gradients of weight and bias in the type of x: in bfloat16 they would be several percent off.
        if (x.dtype is ScalarType.BFloat16 or ScalarType.Float16)
        {
            using var exact = x.to(ScalarType.Float32);
            using var result = Layer(norm, exact);
            return result.to(x.dtype);
        }
        using var pixels = x.permute(0, 2, 3, 1);
        using var y = nn.functional.layer_norm(pixels, norm.normalized_shape, As(norm.weight, x), As(norm.bias, x), norm.eps);
        return Layout.FromPixels(y, x);
    }

    /// <summary>Over the channels of a group and all positions.</summary>
    internal static Tensor Group(GroupNorm norm, Tensor x)
    {
        // libtorch keeps the statistics in the type of x, and the 8 bits of a bfloat16 mean spoil the differences from it.
        if (x.dtype is ScalarType.BFloat16 or ScalarType.Float16)
        {
            using var exact = x.to(ScalarType.Float32);
            using var result = Group(norm, exact);
            return result.to(x.dtype);
        }
        var y = nn.functional.group_norm(x, norm.num_groups, As(norm.weight, x), As(norm.bias, x), norm.eps);
        return Layout.Like(x, y);
    }

    /// <summary>A factor per channel, and optionally a shift.</summary>
    internal static Tensor Scale(Scale scale, Tensor x)
    {
        using var factors = As(scale.Weight, x)!.reshape(1, -1, 1, 1);
        if (scale.Bias is null)
            return x * factors;
        using var shifts = As(scale.Bias, x)!.reshape(1, -1, 1, 1);
        return shifts.addcmul(x, factors, 1);
    }

    private static Tensor? As(Tensor? weight, Tensor x) => PlainOps.As(weight, x);
}
