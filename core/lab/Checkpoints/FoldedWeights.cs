using SeRes2Net.Compiler.Graph;
using TorchSharp;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>Weights for a network whose batch normalisations are folded into its convolutions.</summary>
public static class FoldedWeights
{
    /// <summary>
    /// Everything the folded network stores, by its names. With s = weight / sqrt(running variance + eps) per channel of the normalisation,
    /// the convolution's weight W becomes s W, and its bias b (0 if it has none) s (b - running mean) + bias. Computed in float64 and
    /// rounded once, to the type of W.
    /// </summary>
    /// <param name="tensors">What the original network stores, by its names. They are not changed; those that folding does not touch are
    /// also in the result.</param>
    /// <param name="folded">The folded network.</param>
    public static IReadOnlyDictionary<string, torch.Tensor> Of(IReadOnlyDictionary<string, torch.Tensor> tensors, FoldedGraph folded)
    {
        var all = new Dictionary<string, torch.Tensor>(tensors);
        foreach (var norm in folded.Norms)
            (all[$"{norm.Conv}.weight"], all[$"{norm.Conv}.bias"]) = Fold(norm, tensors);
        return StateLayout.Of(folded.Graph).ToDictionary(tensor => tensor.Name, tensor => all[tensor.Name]);
    }

    private static (torch.Tensor Weight, torch.Tensor Bias) Fold(FoldedNorm norm, IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        var type = tensors[$"{norm.Conv}.weight"].dtype;
        // A normalisation without learned values has neither factor nor shift.
        var isAffine = tensors.ContainsKey($"{norm.Norm}.weight");
        var deviation = (Double($"{norm.Norm}.running_var") + norm.Eps).sqrt();
        var scale = (isAffine ? Double($"{norm.Norm}.weight") : torch.ones_like(deviation)) / deviation;
        var weight = Double($"{norm.Conv}.weight") * scale.reshape(-1, 1, 1, 1);
        var shift = -Double($"{norm.Norm}.running_mean");
        if (tensors.ContainsKey($"{norm.Conv}.bias"))
            shift += Double($"{norm.Conv}.bias");
        var bias = isAffine ? shift * scale + Double($"{norm.Norm}.bias") : shift * scale;
        return (weight.to(type).MoveToOuterDisposeScope(), bias.to(type).MoveToOuterDisposeScope());

        torch.Tensor Double(string name) => tensors[name].to(torch.ScalarType.Float64);
    }
}
