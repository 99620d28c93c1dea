using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>A part of what one of TorchSharp's optimisers keeps for each parameter.</summary>
/// <param name="Name">Its name in checkpoints.</param>
/// <param name="Get">The tensor; null if there is none yet.</param>
/// <param name="Set">Replaces it; the tensor belongs to the optimiser from then on.</param>
internal sealed record StateSlot(string Name, Func<OptimizerState, Tensor?> Get, Action<OptimizerState, Tensor> Set);

/// <summary>One of TorchSharp's optimisers.</summary>
/// <param name="optimizer">The optimiser, of the group's parameters in their order.</param>
/// <param name="alike">The group.</param>
/// <param name="decoupledDecay">Share of a weight that a step of rate 1 takes away besides what the optimiser does.</param>
/// <param name="slots">What it keeps.</param>
internal sealed class LibraryUpdate(
    OptimizerHelper optimizer, ParameterGroup alike, double decoupledDecay, IReadOnlyList<StateSlot> slots) : IUpdate
{
    /// <inheritdoc/>
    public void Step(double rate)
    {
        rate *= alike.RateFactor;
        if (decoupledDecay > 0)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            foreach (var (_, parameter) in alike.Parameters)
                parameter.mul_(1 - rate * decoupledDecay);
        }
        foreach (var part in optimizer.ParamGroups)
            part.LearningRate = rate;
        optimizer.step();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Tensor Value)> State =>
        from pair in alike.Parameters.Zip(optimizer.state_dict().State)
        from slot in slots
        let value = slot.Get(pair.Second)
        where value is not null
        select ($"{slot.Name}.{pair.First.Name}", value);

    /// <inheritdoc/>
    public void Restore(Func<string, Tensor?> saved)
    {
        foreach (var (parameter, state) in alike.Parameters.Zip(optimizer.state_dict().State))
        {
            foreach (var slot in slots)
            {
                if (saved($"{slot.Name}.{parameter.Name}") is { } value)
                    slot.Set(state, value.to(parameter.Value.device, copy: true).DetachFromDisposeScope());
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => optimizer.Dispose();
}
