using SeRes2Net.Lab.Data;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Robustness;

/// <summary>What robustness is measured on, and how.</summary>
public sealed record RobustnessRequest
{
    /// <summary>The images without corruptions.</summary>
    public required TestImages Test { get; init; }
    /// <summary>The same images under corruptions.</summary>
    public required ICorruptions Corruptions { get; init; }
    /// <summary>Test sets of another origin, whose images and classes fit the network.</summary>
    public IReadOnlyList<DataSet> Shifted { get; init; } = [];
    /// <summary>Seed of the corruptions, and of which images were taken.</summary>
    public long Seed { get; init; }
    /// <summary>Images per step.</summary>
    public int Batch { get; init; } = 250;
    /// <summary>Where the network is.</summary>
    public required Device Device { get; init; }
}
