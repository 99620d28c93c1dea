using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Averages;

/// <summary>Named tensors that belong to nobody else.</summary>
internal static class Copies
{
    public static IReadOnlyDictionary<string, Tensor> Of(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var noGradient = no_grad();
        return tensors.ToDictionary(pair => pair.Key, pair => pair.Value.clone().DetachFromDisposeScope());
    }

    public static void Free(IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
    }
}
