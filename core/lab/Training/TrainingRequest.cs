using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Recipes;
using SeRes2Net.Lab.Data;
using SeRes2Net.Nn;
using TorchSharp;

namespace SeRes2Net.Lab.Training;

/// <summary>Everything a training run depends on.</summary>
public sealed record TrainingRequest
{
    /// <summary>The network; its weights are drawn from the seed when the run starts.</summary>
    public required Network Model { get; init; }
    /// <summary>The spec it was compiled from.</summary>
    public required CompiledSpec Spec { get; init; }
    /// <summary>The protocol. Write changes of the command line (<c>recipe with { Epochs = 5 }</c>) into it.</summary>
    public required Recipe Recipe { get; init; }
    /// <summary>The data.</summary>
    public required DataSet Data { get; init; }
    /// <summary>The folder to write; created when missing, refused when it holds another run.</summary>
    public required string RunDirectory { get; init; }
    /// <summary>Seed of initialisation, shuffles, augmentation and dropout.</summary>
    public long Seed { get; init; }
    /// <summary>Where to compute; null: the processor.</summary>
    public torch.Device? Device { get; init; }
    /// <summary>Images per step of evaluation.</summary>
    public int EvaluationBatch { get; init; } = 250;
    /// <summary>What the user typed, for the record; null: not known.</summary>
    public string? CommandLine { get; init; }
}
