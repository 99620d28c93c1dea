using System.Globalization;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>Where in a run a checkpoint was taken.</summary>
/// <param name="Epoch">Finished epochs.</param>
/// <param name="Step">Finished steps of the whole run; the schedule's position.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Seed">The run's seed; everything random follows from it and the position.</param>
public sealed record TrainingPosition(int Epoch, int Step, int Steps, long Seed)
{
    /// <summary>As metadata of a checkpoint.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata() => new Dictionary<string, string>
    {
        ["epoch"] = Epoch.ToString(CultureInfo.InvariantCulture),
        ["step"] = Step.ToString(CultureInfo.InvariantCulture),
        ["steps"] = Steps.ToString(CultureInfo.InvariantCulture),
        ["seed"] = Seed.ToString(CultureInfo.InvariantCulture),
    };
}
