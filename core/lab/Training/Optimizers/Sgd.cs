using SeRes2Net.Compiler.Documents.Recipes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>Stochastic gradient descent with momentum (Sutskever et al., ICML 2013), as PyTorch defines it.</summary>
internal static class Sgd
{
    public static RunOptimizer Create(Recipe recipe, IEnumerable<Parameter> parameters) => new(
        optim.SGD(parameters, recipe.LearningRate, recipe.Momentum, weight_decay: recipe.WeightDecay, nesterov: recipe.Nesterov),
        state => [("momentum", ((SGD.State)state).momentum_buffer)]);
}
