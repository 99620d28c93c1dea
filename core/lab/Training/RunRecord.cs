using System.Text.Json;
using System.Text.Json.Serialization;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Lab.Training;

/// <summary>What <c>run.json</c> says: everything that a run's result depends on, and how it ended.</summary>
public sealed record RunRecord
{
    /// <summary>The format that this program writes; a program that knows only smaller numbers cannot read it.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of the run directory.</summary>
    public int Format { get; init; } = CurrentFormat;
    /// <summary>The spec's name.</summary>
    public required string Spec { get; init; }
    /// <summary>Stem of the spec's file.</summary>
    public required string SpecStem { get; init; }
    /// <summary>SHA-256 of the network's graph.</summary>
    public required string SpecHash { get; init; }
    /// <summary>Learned values.</summary>
    public required long Parameters { get; init; }
    /// <summary>Multiply-accumulates for one image.</summary>
    public required long Macs { get; init; }
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }
    /// <summary>SHA-256 of the recipe's values, without its name and summary.</summary>
    public required string RecipeHash { get; init; }
    /// <summary>Passes over the training images.</summary>
    public required int Epochs { get; init; }
    /// <summary>Images per step; only full batches are trained on.</summary>
    public required int Batch { get; init; }
    /// <summary>Seed of initialisation, shuffles, augmentation and dropout.</summary>
    public required long Seed { get; init; }
    /// <summary>The data set's name.</summary>
    public required string Data { get; init; }
    /// <summary>Where the data came from.</summary>
    public required string DataSource { get; init; }
    /// <summary>What was written after its name or folder: <c>:20000@64</c>; null if nothing was.</summary>
    public string? DataSuffix { get; init; }
    /// <summary>SHA-256 of labels and pixels.</summary>
    public required string DataChecksum { get; init; }
    /// <summary>Names of the classes by index; null in runs of older versions.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }
    /// <summary>Mean of each channel over the images trained on, in pixel values [0, 1]: the input was (x - mean) / std.</summary>
    public required IReadOnlyList<double> InputMean { get; init; }
    /// <summary>Their standard deviation.</summary>
    public required IReadOnlyList<double> InputStd { get; init; }
    /// <summary>Training images used.</summary>
    public required int TrainImages { get; init; }
    /// <summary>Training images kept back, on which the best epoch was chosen.</summary>
    public int ValidationImages { get; init; }
    /// <summary>Test images.</summary>
    public required int TestImages { get; init; }
    /// <summary>The device it computed on.</summary>
    public required string Device { get; init; }
    /// <summary>Threads of the tensor library.</summary>
    public required int Threads { get; init; }
    /// <summary><c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    public required string Precision { get; init; }
    /// <summary>Whether activations are stored channels-last.</summary>
    public required bool ChannelsLast { get; init; }
    /// <summary>How the arithmetic of this machine was checked before the first step.</summary>
    public required NumericsState Numerics { get; init; }
    /// <summary>Versions by name: this program, .NET, the tensor library, the operating system.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }
    /// <summary>Commit of the working folder's git repository, with <c>+changes</c> if files differ from it; null outside one.</summary>
    public string? GitCommit { get; init; }
    /// <summary>What the user typed.</summary>
    public string? CommandLine { get; init; }
    /// <summary>Start, UTC.</summary>
    public required DateTimeOffset Started { get; init; }
    /// <summary>End, UTC; null while it runs, or if it was killed.</summary>
    public DateTimeOffset? Finished { get; init; }
    /// <summary><c>running</c>, <c>completed</c>, <c>diverged</c>, <c>interrupted</c> or <c>failed</c>.</summary>
    public string Outcome { get; init; } = "running";
    /// <summary>When the run was resumed, and after which step, in order.</summary>
    public IReadOnlyList<Resumption> Resumed { get; init; } = [];
    /// <summary>The last evaluated epoch.</summary>
    public EpochMetrics? Last { get; init; }
    /// <summary>The epoch with the highest validation accuracy; null without validation images. Never chosen on the test images.</summary>
    public EpochMetrics? Best { get; init; }

    /// <summary>Steps of an epoch.</summary>
    [JsonIgnore] public int StepsPerEpoch => TrainImages / Batch;

    /// <summary>What a resumption changes in this record.</summary>
    [JsonIgnore] public RunPart Part => new(Device, Threads, Precision, DataSource, GitCommit, CommandLine, Versions);

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonText.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not such a record.</exception>
    public static RunRecord FromJson(string json) => JsonText.Read<RunRecord>(json);
}

/// <summary>One resumption of a run.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="AfterStep">Steps that were done.</param>
/// <param name="Changes">What was accepted as changed, a sentence each.</param>
public sealed record Resumption(DateTimeOffset At, int AfterStep, IReadOnlyList<string> Changes)
{
    /// <summary>How the part before it was computed, as the record said until then; null in runs of older versions.</summary>
    public RunPart? Before { get; init; }
}

/// <summary>How one part of a run was computed: what may differ from part to part.</summary>
/// <param name="Device">The device it computed on.</param>
/// <param name="Threads">Threads of the tensor library.</param>
/// <param name="Precision"><c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</param>
/// <param name="DataSource">Where the data came from.</param>
/// <param name="GitCommit">Commit of the working folder; null outside a repository.</param>
/// <param name="CommandLine">What the user typed.</param>
/// <param name="Versions">Versions by name.</param>
public sealed record RunPart(
    string Device, int Threads, string Precision, string DataSource, string? GitCommit, string? CommandLine, IReadOnlyDictionary<string, string> Versions);
