using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>The optimiser of a run.</summary>
/// <param name="Optimizer">Updates the weights; its learning rate is set before every step.</param>
/// <param name="Kept">The part of one parameter's state that resuming needs, by name; null if there is none yet.</param>
public sealed record RunOptimizer(OptimizerHelper Optimizer, Func<OptimizerState, (string Name, Tensor? Tensor)[]> Kept) : IDisposable
{
    /// <summary>The state that resuming needs, by name and parameter: <c>momentum.stem.conv1.weight</c>.</summary>
    /// <param name="model">The network whose parameters it updates.</param>
    public IEnumerable<(string Name, Tensor Tensor)> StateOf(nn.Module model) =>
        // Both lists hold the parameters in registration order.
        from pair in model.named_parameters().Zip(Optimizer.state_dict().State)
        from kept in Kept(pair.Second)
        where kept.Tensor is not null
        select ($"{kept.Name}.{pair.First.name}", kept.Tensor);

    /// <inheritdoc/>
    public void Dispose() => Optimizer.Dispose();
}
