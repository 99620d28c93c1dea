using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// TorchSharp 0.107 keeps an empty tensor of the size of every result of a custom function until the graph goes, to make zeros from where a
/// gradient is missing. Ours take missing gradients as they are, and a training step would hold twice the memory for nothing: enough that
/// the allocator gives it back to the system and takes it anew, page by page, in every step. The list is private; a TorchSharp
/// that has it no more costs nothing but the memory.
/// </summary>
internal static class OutputCopies
{
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly FieldInfo? Node = typeof(autograd.AutogradContext).GetField("_node", Private);

    private static FieldInfo? copies;

    /// <summary>Frees the copies of the function that has this context.</summary>
    internal static void Free(autograd.AutogradContext context)
    {
        if (Node?.GetValue(context) is not { } owner)
            return;
        // The node's class is generic: the field belongs to each closed type.
        var field = copies;
        if (field is null || field.DeclaringType != owner.GetType())
            field = copies = owner.GetType().GetField("_outputCache", Private);
        if (field?.GetValue(owner) is not List<Tensor?> tensors)
            return;
        foreach (var tensor in tensors)
            tensor?.Dispose();
    }
}
