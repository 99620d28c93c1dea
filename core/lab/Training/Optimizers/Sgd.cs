using SeRes2Net.Compiler.Documents.Recipes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>Stochastic gradient descent with momentum (Sutskever et al., ICML 2013), as PyTorch defines it.</summary>
internal static class Sgd
{
    private static readonly StateSlot[] Slots =
        [new("momentum", state => ((SGD.State)state).momentum_buffer, (state, value) => ((SGD.State)state).momentum_buffer = value)];

    public static IUpdate Create(SgdOptimizer sgd, ParameterGroup group)
    {
        var decay = group.Decays ? sgd.WeightDecay : 0;
        return new LibraryUpdate(
            optim.SGD(group.Parameters.Select(pair => pair.Value), 0, sgd.Momentum, weight_decay: sgd.Decoupled ? 0 : decay, nesterov: sgd.Nesterov),
            group, sgd.Decoupled ? decay : 0, Slots);
    }
}
