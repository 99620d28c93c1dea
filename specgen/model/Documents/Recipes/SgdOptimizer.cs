namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it.</summary>
[Key("Stochastic gradient descent with momentum.")]
public sealed record SgdOptimizer : Optimizer, IRuled
{
    [Key("Share of the last step's direction in the next.", Least = 0, Most = 1, Always = true)]
    public double Momentum { get; init; } = 0.9;

    [Key("Nesterov's variant of momentum.")]
    public bool Nesterov { get; init; }

    [Key("Share of a weight that a step of rate 1 takes away.", Least = 0, Most = 1, Always = true)]
    public double WeightDecay { get; init; }

    [Key("Take the decay from the weights directly, not through gradient and momentum.")]
    public bool Decoupled { get; init; }

    IEnumerable<(string Property, string Message)> IRuled.BrokenRules => Nesterov && Momentum == 0
        ? [(nameof(Nesterov), "Nesterov's method needs a momentum above 0.")]
        : [];
}
