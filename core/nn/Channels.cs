using SeRes2Net.Nn.Platform;
using TorchSharp.Modules;

namespace SeRes2Net.Nn;

/// <summary>Operations along the channels of every position, or along the positions of every channel, in TorchSharp's calls.</summary>
internal static class Channels
{
    /// <summary>One-dimensional convolution along the channels, the same at every position.</summary>
    internal static Tensor Conv(Conv1d conv, Tensor x)
    {
        var (images, channels, rows, columns) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        using var pixels = x.permute(0, 2, 3, 1);
        using var sequences = pixels.reshape(-1, 1, channels);
        using var y = Convolutions.Conv(conv, sequences, PlainOps.As(conv.weight, x)!, PlainOps.As(conv.bias, x));
        using var map = y.reshape(images, rows, columns, channels);
        return Layout.FromPixels(map, x);
    }

    /// <summary>Softmax: the channels of every position, or of every group at it, sum to one.</summary>
    internal static Tensor Softmax(Tensor x, long groups)
    {
        if (groups > 1)
        {
            using var split = x.reshape(x.shape[0], groups, x.shape[1] / groups, x.shape[2] * x.shape[3]);
            using var weights = split.softmax(2);
            return Layout.Like(x, weights.reshape(x.shape));
        }
        using var pixels = x.permute(0, 2, 3, 1);
        using var y = pixels.softmax(3);
        return Layout.FromPixels(y, x);
    }

    /// <summary>Softmax: the positions of every channel sum to one.</summary>
    internal static Tensor SoftmaxOfPositions(Tensor x)
    {
        if (Layout.IsDefault(x))
        {
            using var map = x.flatten(2);
            using var weights = map.softmax(2);
            return weights.reshape(x.shape);
        }
        using var pixels = x.permute(0, 2, 3, 1);
        using var sequence = pixels.flatten(1, 2);
        using var y = sequence.softmax(1);
        using var rows = y.reshape(pixels.shape);
        return rows.permute(0, 3, 1, 2);
    }

    /// <summary>Channel g * (C / groups) + i goes to i * groups + g.</summary>
    internal static Tensor Shuffle(Tensor x, long groups)
    {
        var (images, channels, rows, columns) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        if (Layout.IsDefault(x))
        {
            using var parts = x.reshape(images, groups, channels / groups, rows, columns);
            using var swapped = parts.transpose(1, 2);
            return swapped.reshape(x.shape);
        }
        using var pixels = x.permute(0, 2, 3, 1);
        using var split = pixels.reshape(images, rows, columns, groups, channels / groups);
        using var turned = split.transpose(3, 4);
        using var y = turned.reshape(pixels.shape);
        return y.permute(0, 3, 1, 2);
    }
}
