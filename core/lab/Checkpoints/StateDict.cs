using TorchSharp;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>Moves weights and buffers between modules and named tensors.</summary>
public static class StateDict
{
    /// <summary>
    /// Copies tensors into a module. Names and shapes must be exactly the module's; types and devices stay the module's.
    /// </summary>
    /// <param name="module">The module; changed only if everything fits.</param>
    /// <param name="tensors">By state-dict name.</param>
    /// <param name="source">Where they came from, for messages.</param>
    /// <exception cref="CheckpointException">Names are missing or unexpected, or shapes differ.</exception>
    public static void Load(torch.nn.Module module, IReadOnlyDictionary<string, torch.Tensor> tensors, string source)
    {
        var own = MustFit(module, tensors, source);
        using var noGradient = torch.no_grad();
        foreach (var (name, tensor) in own)
            tensor.copy_(tensors[name]);
    }

    /// <summary>Refuses tensors whose names or shapes are not the module's. Returns the module's own.</summary>
    /// <exception cref="CheckpointException">Names are missing or unexpected, or shapes differ.</exception>
    public static IReadOnlyDictionary<string, torch.Tensor> MustFit(torch.nn.Module module, IReadOnlyDictionary<string, torch.Tensor> tensors, string source)
    {
        var own = module.state_dict();
        Complain(source, "lacks", own.Keys.Where(name => !tensors.ContainsKey(name)));
        Complain(source, "has, but the network does not:", tensors.Keys.Where(name => !own.ContainsKey(name)));
        Complain(source, "has different shapes:", own.Where(o => !o.Value.shape.SequenceEqual(tensors[o.Key].shape))
            .Select(o => $"{o.Key} [{string.Join(", ", tensors[o.Key].shape)}] instead of [{string.Join(", ", o.Value.shape)}]"));
        return own;
    }

    private static void Complain(string source, string what, IEnumerable<string> names)
    {
        const int Shown = 5;
        var all = names.ToList();
        if (all.Count > 0)
            throw new CheckpointException($"{source} does not fit the network: it {what} {string.Join(", ", all.Take(Shown))}" +
                $"{(all.Count > Shown ? $" and {all.Count - Shown} more" : "")}.");
    }
}
