using SeRes2Net.Compiler.Documents.Recipes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>Momentum made orthogonal (Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024).</summary>
/// <remarks>Matrices of one size are updated at once: a network has a hundred small ones, and a GPU waits for each call.</remarks>
internal sealed class Muon : IUpdate
{
    private readonly MuonOptimizer muon;
    private readonly ParameterGroup group;
    private readonly IReadOnlyList<Stack> stacks;

    private Muon(MuonOptimizer muon, ParameterGroup group)
    {
        (this.muon, this.group) = (muon, group);
        stacks = [.. from pair in @group.Parameters group pair by (pair.Value.shape[0], pair.Value.numel()) into alike select new Stack([.. alike])];
    }

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
        foreach (var alike in stacks)
        {
            using var scope = NewDisposeScope();
            var gradient = alike.Gradient();
            alike.Momentum.mul_(muon.Momentum).add_(gradient);
            var directions = Orthogonal(gradient.add(alike.Momentum, alpha: muon.Momentum)).unbind(0);
            foreach (var ((_, parameter), direction) in alike.Members.Zip(directions))
            {
                // A matrix with more rows than columns has the norm of a square one of its columns.
                var scale = Math.Sqrt(Math.Max(1, (double)alike.Rows / alike.Columns));
                parameter.mul_(1 - rate * (group.Decays ? muon.WeightDecay : 0)).add_(direction.view(parameter.shape), alpha: -rate * scale);
            }
        }
    }

    /// <summary>Matrices whose singular values are near 1 where the given ones' are not 0: five steps of a quintic iteration.</summary>
    /// <param name="matrices">[N, rows, columns].</param>
    /// <returns>[N, rows, columns] of float32.</returns>
    internal static Tensor Orthogonal(Tensor matrices)
    {
        var x = matrices.to(ScalarType.Float32);
        x = x / (x.square().sum([1, 2], keepdim: true).sqrt() + 1e-7);
        var tall = x.shape[1] > x.shape[2];
        if (tall)
            x = x.transpose(1, 2);
        for (var i = 0; i < 5; i++)
        {
            var square = x.bmm(x.transpose(1, 2));
            x = 3.4445 * x + (-4.7750 * square + 2.0315 * square.bmm(square)).bmm(x);
        }
        return (tall ? x.transpose(1, 2) : x).contiguous();
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, Tensor Value)> State =>
        from alike in stacks
        from pair in alike.Members.Select((member, i) => (member.Name, Value: alike.Momentum[i].view(member.Value.shape)))
        select ($"momentum.{pair.Name}", pair.Value);

    /// <inheritdoc/>
    public void Restore(Func<string, Tensor?> saved)
    {
        foreach (var (name, value) in State)
        {
            if (saved(name) is { } old)
                value.copy_(old);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var alike in stacks)
            alike.Momentum.Dispose();
    }

    /// <summary>Parameters of one size, each as a matrix [rows, columns].</summary>
    private sealed record Stack(IReadOnlyList<(string Name, Parameter Value)> Members)
    {
        public long Rows { get; } = Members[0].Value.shape[0];

        public long Columns { get; } = Members[0].Value.numel() / Members[0].Value.shape[0];

        /// <summary>[N, rows, columns].</summary>
        public Tensor Momentum { get; } =
            stack([.. Members.Select(member => zeros_like(member.Value).detach().flatten(1))]).DetachFromDisposeScope();

        /// <summary>[N, rows, columns]; zero where a parameter took no part in the step.</summary>
        public Tensor Gradient() => stack([.. Members.Select(member => (member.Value.grad ?? zeros_like(member.Value)).flatten(1))]);
    }
}
