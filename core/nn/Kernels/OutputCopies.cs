using System.Reflection;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// TorchSharp 0.107 keeps an empty tensor of the size of every result of a custom function until the graph is freed, so that it can make
/// zeros if a gradient is missing. Our functions accept missing gradients, so a training step would hold twice the memory for nothing:
/// enough that the allocator returns it to the system and fetches it again, page by page, in every step. The list is private; with a
/// TorchSharp that no longer has it, we lose only the memory.
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
