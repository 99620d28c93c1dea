namespace SeRes2Net.Compiler.Graph;

/// <summary>What a network costs.</summary>
/// <param name="Parameters">Learned values (without running statistics).</param>
/// <param name="Macs">Multiply-accumulates of convolutions, linear layers and matrix products for one image, biases ignored.</param>
/// <param name="Layers">One line per operation except the input, in execution order.</param>
public sealed record Costs(long Parameters, long Macs, IReadOnlyList<LayerCost> Layers)
{
    /// <summary>What thop 0.1.1 returns as FLOPs for one image.</summary>
    public long Thop { get; init; }
    /// <summary>What fvcore 0.1.5 counts as FLOPs for one image in evaluation.</summary>
    public long Fvcore { get; init; }
    /// <summary>Bytes of the values that a training step keeps for its backward pass: one image, float32, the image included.</summary>
    public long TrainingBytes { get; init; }
    /// <summary>Most bytes of values that inference holds at a time: one image, float32, nothing computed in place.</summary>
    public long InferenceBytes { get; init; }
}

/// <summary>One line of a cost table.</summary>
/// <param name="Path">State-dict path of the operation.</param>
/// <param name="Kind">A readable description: <c>conv 3x3 /2</c>.</param>
/// <param name="Output">Output shape.</param>
/// <param name="Parameters">Learned values.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
public sealed record LayerCost(string Path, string Kind, Shape Output, long Parameters, long Macs)
{
    /// <summary>What thop 0.1.1 returns as FLOPs.</summary>
    public long Thop { get; init; }
    /// <summary>What fvcore 0.1.5 counts as FLOPs in evaluation.</summary>
    public long Fvcore { get; init; }
    /// <summary>Bytes of its value if the backward pass needs it, otherwise 0.</summary>
    public long TrainingBytes { get; init; }
}
