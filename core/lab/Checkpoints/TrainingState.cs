using System.Globalization;
using TorchSharp;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>Where in a run a checkpoint was taken.</summary>
/// <param name="Epoch">Finished epochs.</param>
/// <param name="Step">Finished steps of the whole run; the schedule's position.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Seed">The run's seed; shuffles and augmentation of an epoch follow from it and the epoch's number alone.</param>
public sealed record TrainingPosition(int Epoch, int Step, int Steps, long Seed);

/// <summary>
/// Everything that resuming a run needs, in one file, so that a kill between two files cannot pair weights with another
/// step's momentum: <c>model.*</c> (weights and buffers), what the optimiser keeps for each parameter (<c>momentum.*</c> of SGD),
/// <c>random.torch</c> (the tensor library's generator), and the position as metadata.
/// </summary>
public static class TrainingState
{
    /// <summary>Writes the state to a temporary file, flushes it and renames it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The network.</param>
    /// <param name="optimizer">What the optimiser keeps, by name and parameter: <c>momentum.stem.conv1.weight</c>.</param>
    /// <param name="position">Where in the run.</param>
    /// <exception cref="CheckpointException">The file cannot be written; a previous one is untouched.</exception>
    public static void Write(
        string path, torch.nn.Module model, IEnumerable<(string Name, torch.Tensor Tensor)> optimizer, TrainingPosition position)
    {
        using var scope = torch.NewDisposeScope();
        var tensors = model.state_dict().ToDictionary(pair => $"model.{pair.Key}", pair => pair.Value);
        foreach (var (name, tensor) in optimizer)
            tensors.Add(name, tensor);
        tensors.Add("random.torch", torch.get_rng_state());
        Safetensors.Write(path, tensors, Describe(position));
    }

    /// <summary>The position as metadata of a checkpoint.</summary>
    public static IReadOnlyDictionary<string, string> Describe(TrainingPosition position) => new Dictionary<string, string>
    {
        ["epoch"] = position.Epoch.ToString(CultureInfo.InvariantCulture),
        ["step"] = position.Step.ToString(CultureInfo.InvariantCulture),
        ["steps"] = position.Steps.ToString(CultureInfo.InvariantCulture),
        ["seed"] = position.Seed.ToString(CultureInfo.InvariantCulture),
    };
}
