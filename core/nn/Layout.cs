namespace SeRes2Net.Nn;

/// <summary>
/// Memory layouts in TorchSharp's calls, which know only the default one. A tensor that is dense in neither counts as channels-last.
/// </summary>
internal static class Layout
{
    /// <summary>Whether x is in the default layout; true if both layouts are the same (one channel, one position).</summary>
    internal static bool IsDefault(Tensor x) => x.is_contiguous();

    /// <summary>y [N, H, W, C] as [N, C, H, W] in the layout of x.</summary>
    internal static Tensor FromPixels(Tensor y, Tensor x)
    {
        var result = y.permute(0, 3, 1, 2);
        if (!IsDefault(x) || result.is_contiguous())
            return result;
        using (result)
            return result.contiguous();
    }

    /// <summary>y in the layout of x; y itself if it already has it. Takes ownership of y.</summary>
    internal static Tensor Like(Tensor x, Tensor y)
    {
        if (IsDefault(x) || !y.is_contiguous())
            return y;
        using (y)
            return ToChannelsLast(y);
    }

    /// <summary>A copy with the channels of each pixel side by side in memory; the shape stays [N, C, H, W].</summary>
    internal static Tensor ToChannelsLast(Tensor x)
    {
        using var pixels = x.permute(0, 2, 3, 1);
        using var dense = pixels.contiguous();
        return dense.permute(0, 3, 1, 2);
    }
}
