using TorchSharp.Modules;

namespace SeRes2Net.Nn;

/// <summary>Layers that TorchSharp does not build as PyTorch does.</summary>
public static class Layers
{
    /// <summary>
    /// Group normalisation whose factors are initially one and whose shifts are zero. TorchSharp 0.107 leaves them uninitialised.
    /// </summary>
    public static GroupNorm GroupNorm(long groups, long channels, double eps = 1e-5)
    {
        var norm = nn.GroupNorm(groups, channels, eps);
        nn.init.ones_(norm.weight);
        nn.init.zeros_(norm.bias!);
        return norm;
    }
}
