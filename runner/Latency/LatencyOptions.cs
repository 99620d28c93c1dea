using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Runner.Latency;

/// <summary>What the user asked for.</summary>
internal sealed record LatencyOptions
{
    /// <summary>This program's own networks.</summary>
    public const string Torch = "torch";
    /// <summary>Exported networks in ONNX Runtime.</summary>
    public const string Onnx = "onnx";

    /// <summary>The values of <c>--engine</c>.</summary>
    public static IReadOnlyList<string> Engines { get; } = [Torch, Onnx, "both"];

    /// <summary>The values of <c>--precision</c>.</summary>
    public static IReadOnlyDictionary<string, Precision> Precisions { get; } = new Dictionary<string, Precision>
    {
        ["fp32"] = Compiler.Documents.Recipes.Precision.Fp32,
        ["bf16"] = Compiler.Documents.Recipes.Precision.Bf16,
        ["fp16"] = Compiler.Documents.Recipes.Precision.Fp16,
    };

    /// <summary>Spec files and run directories.</summary>
    public required IReadOnlyList<string> Networks { get; init; }
    public required IReadOnlyList<int> Batches { get; init; }
    public required IReadOnlyList<int> Threads { get; init; }
    public required IReadOnlyList<Precision> Precision { get; init; }
    /// <summary>One of <see cref="Engines"/>.</summary>
    public required string Engine { get; init; }
    public int? Rounds { get; init; }
    /// <summary>Processors, as <c>0,2-3</c>; null for all.</summary>
    public string? Pin { get; init; }
    public required string Weights { get; init; }
    public required string Device { get; init; }
    public bool Json { get; init; }
}
