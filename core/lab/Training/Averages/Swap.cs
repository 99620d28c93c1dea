using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Averages;

/// <summary>Lends a network other weights.</summary>
internal static class Swap
{
    /// <summary>Computes something with other weights and statistics; afterwards the network has its own again, bit for bit.</summary>
    public static T In<T>(Network model, IReadOnlyDictionary<string, Tensor> weights, Func<T> compute)
    {
        var own = Copies.Of(model.state_dict());
        try
        {
            Load(model, weights);
            return compute();
        }
        finally
        {
            Load(model, own);
            Copies.Free(own);
        }
    }

    private static void Load(Network model, IReadOnlyDictionary<string, Tensor> weights)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, value) in model.state_dict())
            value.copy_(weights[name]);
    }
}
