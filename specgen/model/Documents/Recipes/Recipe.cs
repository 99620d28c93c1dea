using System.Collections.Generic;

namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>One training protocol, from a file of <c>specs/recipes/</c>. Every property is a key; its row says what it means.</summary>
public sealed record Recipe : IRuled
{
    [Key("Name of the recipe: the file's name without .yaml.", Name = "recipe")]
    public required string Name { get; init; } = "";

    [Key("One sentence.")]
    public string Summary { get; init; } = "";

    [Key("Passes over the training images.", Least = 1, Most = 1_000_000)]
    public required int Epochs { get; init; } = 1;

    [Key("Images per step.", Least = 1, Most = 1_000_000, Always = true)]
    public int Batch { get; init; } = 128;

    [Key("The (peak) rate of SGD.", Least = 0, Most = 1e6)]
    public required double LearningRate { get; init; } = 0.1;

    [Key("Momentum of SGD.", Least = 0, Most = 1, Always = true)]
    public double Momentum { get; init; } = 0.9;

    [Key("Nesterov's variant of momentum.")]
    public bool Nesterov { get; init; }

    [Key("L2 penalty.", Least = 0, Most = 1)]
    public double WeightDecay { get; init; }

    [Key("How the learning rate moves.")]
    public required Schedule Schedule { get; init; } = new MultiStepSchedule { Milestones = [], Factor = 1 };

    [Key("What is done to training images.")]
    public Augmentations Augment { get; init; } = new();

    [Key("Arithmetic; auto takes bf16 where the hardware has it.")]
    public Precision Precision { get; init; }

    [Key("Store activations with the channels innermost.")]
    public bool ChannelsLast { get; init; } = true;

    [Key("Train on the first so many images; 0: all.", Least = 0)]
    public int TrainImages { get; init; }

    IEnumerable<(string Property, string Message)> IRuled.BrokenRules => Nesterov && Momentum == 0
        ? [(nameof(Nesterov), "Nesterov's method needs a momentum above 0.")]
        : [];
}
