using SeRes2Net.Compiler.Documents.Recipes;
using static TorchSharp.torch;
using State = TorchSharp.Modules.AdamW.State;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101), as PyTorch defines it.</summary>
internal static class AdamW
{
    private static readonly StateSlot[] Slots =
    [
        new("mean", state => ((State)state).exp_avg, (state, value) => Replace(ref ((State)state).exp_avg, value)),
        new("square", state => ((State)state).exp_avg_sq, (state, value) => Replace(ref ((State)state).exp_avg_sq, value)),
        new("steps", state => tensor(((State)state).step), (state, value) =>
        {
            ((State)state).step = value.item<long>();
            value.Dispose();
        }),
    ];

    public static IUpdate Create(AdamWOptimizer adam, ParameterGroup group) => new LibraryUpdate(
        optim.AdamW(group.Parameters.Select(pair => pair.Value), 0, adam.Beta1, adam.Beta2, adam.Epsilon, group.Decays ? adam.WeightDecay : 0),
        group, 0, Slots);

    private static void Replace(ref Tensor field, Tensor value)
    {
        field?.Dispose();
        field = value;
    }
}
