using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Averages;

/// <summary>An exponential moving average of everything a network stores; counters are copied.</summary>
internal sealed class MovingAverage(double decay, Network model) : IDisposable
{
    /// <summary>The averaged state dict, on the network's device.</summary>
    public IReadOnlyDictionary<string, Tensor> Values { get; } = Copies.Of(model.state_dict());

    /// <summary>Moves the average towards the weights: decay of the old, the rest of the new.</summary>
    public void Update()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, value) in model.state_dict())
        {
            if (value.is_floating_point())
                Values[name].lerp_(value, 1 - decay);
            else
                Values[name].copy_(value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Copies.Free(Values);
}
