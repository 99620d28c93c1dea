using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>The optimiser of a run.</summary>
/// <param name="Optimizer">What changes the weights; its learning rate is set before every step.</param>
/// <param name="Kept">What resuming needs of one parameter's state, by name; null: not there yet.</param>
public sealed record RunOptimizer(OptimizerHelper Optimizer, Func<OptimizerState, (string Name, Tensor? Tensor)[]> Kept) : IDisposable
{
    /// <summary>What resuming needs, by name and parameter: <c>momentum.stem.conv1.weight</c>.</summary>
    /// <param name="model">The network whose parameters it changes.</param>
    public IEnumerable<(string Name, Tensor Tensor)> StateOf(nn.Module model) =>
        // Both lists run over the parameters in registration order.
        from pair in model.named_parameters().Zip(Optimizer.state_dict().State)
        from kept in Kept(pair.Second)
        where kept.Tensor is not null
        select ($"{kept.Name}.{pair.First.name}", kept.Tensor);

    /// <inheritdoc/>
    public void Dispose() => Optimizer.Dispose();
}
