using System.Collections.Generic;

namespace SeRes2Net.Compiler.Recipes;

/// <summary>How the learning rate moves over a run. Positions are fractions of the run, so that fewer epochs rescale it.</summary>
public abstract record Schedule;

/// <summary>The rate is multiplied by <paramref name="Factor"/> at each milestone.</summary>
/// <param name="Milestones">Fractions of the run in (0, 1), ascending: 0.5 and 0.75 are epochs 150 and 225 of 300.</param>
/// <param name="Factor">What the rate is multiplied by.</param>
public sealed record MultiStepSchedule(IReadOnlyList<double> Milestones, double Factor) : Schedule;

/// <summary>
/// From <c>peak * Start</c> up to the peak (the recipe's learning rate) at <paramref name="Warmup"/>, then down to
/// <c>peak * End</c>, linearly, per step.
/// </summary>
/// <param name="Warmup">Fraction of the run at which the peak is reached, in [0, 1).</param>
/// <param name="Start">First rate as a fraction of the peak.</param>
/// <param name="End">Last rate as a fraction of the peak.</param>
public sealed record OneCycleSchedule(double Warmup, double Start, double End) : Schedule;

/// <summary>In what arithmetic a run computes.</summary>
public enum Precision
{
    /// <summary>bf16 where the processor or card has it, otherwise fp32.</summary>
    Auto,
    /// <summary>32-bit floats throughout.</summary>
    Fp32,
    /// <summary>bfloat16 activations, 32-bit weights and statistics.</summary>
    Bf16,
}

/// <summary>One training protocol, from a file of <c>specs/recipes/</c>.</summary>
public sealed record Recipe
{
    /// <summary>The keys that a recipe file may have.</summary>
    public static IReadOnlyList<string> Keys => RecipeReader.Keys;

    /// <summary>Name, equal to the file's stem.</summary>
    public required string Name { get; init; }
    /// <summary>One sentence.</summary>
    public string Summary { get; init; } = "";
    /// <summary>Passes over the training set.</summary>
    public required int Epochs { get; init; }
    /// <summary>Images per step.</summary>
    public int Batch { get; init; } = 128;
    /// <summary>The (peak) learning rate of SGD.</summary>
    public required double LearningRate { get; init; }
    /// <summary>Momentum of SGD.</summary>
    public double Momentum { get; init; } = 0.9;
    /// <summary>Nesterov's variant of momentum.</summary>
    public bool Nesterov { get; init; }
    /// <summary>L2 penalty added to every gradient.</summary>
    public double WeightDecay { get; init; }
    /// <summary>How the rate moves.</summary>
    public required Schedule Schedule { get; init; }
    /// <summary>Random crop after padding by this many zero pixels; 0: none.</summary>
    public int CropPadding { get; init; }
    /// <summary>Random horizontal flip.</summary>
    public bool Flip { get; init; }
    /// <summary>Arithmetic.</summary>
    public Precision Precision { get; init; } = Precision.Auto;
    /// <summary>Store activations with the channels innermost.</summary>
    public bool ChannelsLast { get; init; } = true;
    /// <summary>Images used from the training set; 0: all. For demonstrations.</summary>
    public int TrainImages { get; init; }
}
