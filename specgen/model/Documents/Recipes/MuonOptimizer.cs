namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>
/// Momentum whose direction is made orthogonal by five Newton-Schulz steps (Jordan et al., "Muon", 2024) for the weights of convolutions and
/// linear layers, each seen as a matrix with a row for each output channel; everything else follows SGD.
/// </summary>
[Key("Momentum made orthogonal, for weights with two or more dimensions; SGD for the rest.")]
public sealed record MuonOptimizer : Optimizer
{
    [Key("Share of the last step's direction in the next (Nesterov's variant).", Least = 0, Most = 1, Always = true)]
    public double Momentum { get; init; } = 0.95;

    [Key("Share of a weight that a step of rate 1 takes away.", Least = 0, Most = 1, Always = true)]
    public double WeightDecay { get; init; }

    [Key("Rate of the rest as a multiple of the learning rate.", Least = 0, Most = 1e6)]
    public double RestRate { get; init; } = 1;
}
