using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using SeRes2Net.Nn;
using TorchSharp;

namespace SeRes2Net.Lab.Training;

/// <summary>Everything a training run depends on.</summary>
public sealed record TrainingRequest
{
    /// <summary>Images that are evaluated at a time if nothing else is said; the results do not depend on it.</summary>
    public const int UsualEvaluationBatch = 250;

    /// <summary>The network; its weights are drawn from the seed when the run starts.</summary>
    public required Network Model { get; init; }
    /// <summary>The spec it was compiled from.</summary>
    public required CompiledSpec Spec { get; init; }
    /// <summary>The protocol, with the changes from the command line already made (<c>recipe with { Epochs = 5 }</c>).</summary>
    public required Recipe Recipe { get; init; }
    /// <summary>The data.</summary>
    public required DataSet Data { get; init; }
    /// <summary>The folder to write; created if it is missing, refused if it holds a run that is not to be resumed.</summary>
    public required string RunDirectory { get; init; }
    /// <summary>Go on from the folder's last checkpoint.</summary>
    public bool Resume { get; init; }
    /// <summary>Resume although spec, recipe, data or seed are not those of the run.</summary>
    public bool AcceptChanges { get; init; }
    /// <summary>Save within an epoch too, if so much time has passed; zero: only at its end.</summary>
    public TimeSpan SaveEvery { get; init; } = TimeSpan.FromMinutes(10);
    /// <summary>How long to wait before a full disk is tried again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);
    /// <summary>Seed of initialisation, shuffles, augmentation and dropout.</summary>
    public long Seed { get; init; }
    /// <summary>The device to compute on; null for the CPU.</summary>
    public torch.Device? Device { get; init; }
    /// <summary>Images per step of evaluation.</summary>
    public int EvaluationBatch { get; init; } = UsualEvaluationBatch;
    /// <summary>What the user typed, for the record; null if not known.</summary>
    public string? CommandLine { get; init; }
}
