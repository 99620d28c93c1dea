using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Nn;
using TorchSharp.Modules;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>Parameters that are updated alike.</summary>
/// <param name="Parameters">With their names in the state dict.</param>
/// <param name="RateFactor">Their rate as a multiple of the learning rate.</param>
/// <param name="Decays">Whether weight decay applies to them.</param>
/// <param name="IsMatrices">Whether they are weights of convolutions and linear layers, with two dimensions or more.</param>
internal sealed record ParameterGroup(
    IReadOnlyList<(string Name, Parameter Value)> Parameters, double RateFactor, bool Decays, bool IsMatrices)
{
    /// <summary>The parameters of a network, grouped as a recipe asks for.</summary>
    public static IReadOnlyList<ParameterGroup> Of(Network model, Recipe recipe)
    {
        var normBiases = model.named_modules().Where(pair => pair.module is BatchNorm2d).Select(pair => $"{pair.name}.bias").ToHashSet();
        // Who treats all alike has one group: an update of many tensors at once is faster than several of few.
        var apart = recipe.Optimizer is MuonOptimizer;
        return
        [
            .. from pair in model.named_parameters()
               let isMatrix = pair.parameter.ndim >= 2
               let factor = normBiases.Contains(pair.name) ? recipe.NormBiasRate : 1
               group pair by (factor, decays: isMatrix || recipe.DecayNorms, isMatrices: apart && isMatrix) into alike
               select new ParameterGroup([.. alike.Select(pair => (pair.name, pair.parameter))], alike.Key.factor, alike.Key.decays, alike.Key.isMatrices),
        ];
    }
}
