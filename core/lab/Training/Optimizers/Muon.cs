using SeRes2Net.Compiler.Documents.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>Momentum made orthogonal (Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024).</summary>
internal sealed class Muon(MuonOptimizer muon, ParameterGroup group) : IUpdate
{
    private readonly Dictionary<string, Tensor> momenta = [];

    /// <summary>The update of a group: matrices are made orthogonal, everything else follows SGD with the same momentum.</summary>
    public static IUpdate Create(MuonOptimizer muon, ParameterGroup group) => group.IsMatrices
        ? new Muon(muon, group)
        : Sgd.Create(
            new SgdOptimizer { Momentum = muon.Momentum, Nesterov = muon.Momentum > 0, WeightDecay = muon.WeightDecay, Decoupled = true },
            group with { RateFactor = group.RateFactor * muon.RestRate });

    /// <inheritdoc/>
    public void Step(double rate)
    {
        using var noGradient = no_grad();
        foreach (var (name, parameter) in group.Parameters)
        {
            using var scope = NewDisposeScope();
            if (parameter.grad is not { } gradient)
                continue;
            if (!momenta.TryGetValue(name, out var momentum))
                momenta[name] = momentum = zeros_like(gradient).DetachFromDisposeScope();
            momentum.mul_(muon.Momentum).add_(gradient);
            var direction = Orthogonal(gradient.add(momentum, alpha: muon.Momentum).flatten(1)).view_as(parameter);
            // A matrix with more rows than columns has the norm of a square one of its columns.
            var rows = (double)parameter.shape[0];
            var scale = Math.Sqrt(Math.Max(1, rows * rows / parameter.numel()));
            parameter.mul_(1 - rate * (group.Decays ? muon.WeightDecay : 0)).add_(direction, alpha: -rate * scale);
        }
    }

    /// <summary>A matrix whose singular values are near 1 where the given one's are not 0: five steps of a quintic iteration.</summary>
    internal static Tensor Orthogonal(Tensor matrix)
    {
        var x = matrix.to(ScalarType.Float32);
        x = x / (x.norm() + 1e-7);
        var tall = x.shape[0] > x.shape[1];
        if (tall)
            x = x.T;
        for (var i = 0; i < 5; i++)
        {
            var square = x.mm(x.T);
            x = 3.4445 * x + (-4.7750 * square + 2.0315 * square.mm(square)).mm(x);
        }
        return tall ? x.T : x;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Tensor Value)> State => momenta.Select(pair => ($"momentum.{pair.Key}", pair.Value));

    /// <inheritdoc/>
    public void Restore(Func<string, Tensor?> saved)
    {
        foreach (var (name, parameter) in group.Parameters)
        {
            if (saved($"momentum.{name}") is { } value)
                momenta[name] = value.to(parameter.device, copy: true).DetachFromDisposeScope();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var momentum in momenta.Values)
            momentum.Dispose();
    }
}
