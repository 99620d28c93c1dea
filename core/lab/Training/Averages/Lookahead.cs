using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Averages;

/// <summary>
/// Lookahead (Zhang et al., arXiv:1907.08610): every so many steps slow weights go a part of the way to the weights, which start from there.
/// </summary>
internal sealed class Lookahead(int every, double rate, Network model) : IDisposable
{
    /// <summary>The slow weights by parameter.</summary>
    public IReadOnlyDictionary<string, Tensor> Slow { get; } = Copies.Of(model.named_parameters().ToDictionary(pair => pair.name, pair => (Tensor)pair.parameter));

    /// <summary>Called after every step that changed the weights.</summary>
    /// <param name="steps">Such steps so far.</param>
    public void Update(int steps)
    {
        if (steps % every != 0)
            return;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            Slow[name].lerp_(parameter, rate);
            parameter.copy_(Slow[name]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Copies.Free(Slow);
}
