using SeRes2Net.Compiler.Documents.Recipes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>Stochastic gradient descent with momentum (Sutskever et al., ICML 2013), as PyTorch defines it.</summary>
internal static class Sgd
{
    public static RunOptimizer Create(SgdOptimizer sgd, double rate, IEnumerable<Parameter> parameters) => new(
        optim.SGD(parameters, rate, sgd.Momentum, weight_decay: sgd.WeightDecay, nesterov: sgd.Nesterov),
        state => [("momentum", ((SGD.State)state).momentum_buffer)]);
}
