using TorchSharp;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>What a safetensors file held. Disposing frees the tensors.</summary>
/// <param name="Tensors">By state-dict name, on the CPU.</param>
/// <param name="Metadata">Free text of the header.</param>
public sealed record SafetensorsFile(
    IReadOnlyDictionary<string, torch.Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
            tensor.Dispose();
    }
}
