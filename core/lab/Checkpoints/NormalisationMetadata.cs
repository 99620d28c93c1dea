using System.Text.Json;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>The normalisation of a network's input as metadata of its weights: <c>input_mean</c> and <c>input_std</c>, JSON lists of numbers.</summary>
public static class NormalisationMetadata
{
    private const string Mean = "input_mean", Std = "input_std";

    /// <summary>The entries of the metadata.</summary>
    public static IReadOnlyDictionary<string, string> Of(InputNormalisation normalisation) => new Dictionary<string, string>
    {
        [Mean] = JsonSerializer.Serialize(normalisation.Mean),
        [Std] = JsonSerializer.Serialize(normalisation.Std),
    };

    /// <summary>What a file's metadata say; null if they say nothing of it.</summary>
    /// <exception cref="CheckpointException">They are damaged.</exception>
    public static InputNormalisation? Read(IReadOnlyDictionary<string, string> metadata, string source)
    {
        if (!metadata.TryGetValue(Mean, out string? mean) || !metadata.TryGetValue(Std, out string? std))
            return null;
        try
        {
            return new(JsonSerializer.Deserialize<double[]>(mean)!, JsonSerializer.Deserialize<double[]>(std)!);
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{source}: {Mean} and {Std} in its metadata are not lists of numbers: {e.Message}", e);
        }
    }
}
