namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101), as PyTorch defines it.</summary>
[Key("Adam with decoupled weight decay.", Name = "adamw")]
public sealed record AdamWOptimizer : Optimizer
{
    [Key("Decay of the mean of the gradients.", Name = "beta1", Least = 0, Most = 0.9999999)]
    public double Beta1 { get; init; } = 0.9;

    [Key("Decay of the mean of their squares.", Name = "beta2", Least = 0, Most = 0.9999999)]
    public double Beta2 { get; init; } = 0.999;

    [Key("Added to the root of that mean.", Least = 0, Most = 1)]
    public double Epsilon { get; init; } = 1e-8;

    [Key("Share of a weight that a step of rate 1 takes away.", Least = 0, Most = 1, Always = true)]
    public double WeightDecay { get; init; } = 0.01;
}
