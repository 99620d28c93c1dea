using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Nn;

/// <summary>Layers that TorchSharp does not build as PyTorch does, and how generated classes register theirs.</summary>
public static class Layers
{
    /// <summary>
    /// Registers what the properties of a module hold under their <see cref="StatePathAttribute"/>, in the order of the source.
    /// TorchSharp's own registration does not allow paths with dots.
    /// </summary>
    public static void Register(nn.Module module)
    {
        var holders = new Dictionary<string, nn.Module> { [""] = module };
        foreach (var property in module.GetType().GetProperties().OrderBy(property => property.MetadataToken))
        {
            if (property.GetCustomAttribute<StatePathAttribute>() is { } at)
                HolderOf(at.Path).register_module(Last(at.Path), (nn.Module)property.GetValue(module)!);
        }

        nn.Module HolderOf(string path)
        {
            var prefix = path[..Math.Max(0, path.LastIndexOf('.'))];
            if (!holders.TryGetValue(prefix, out var holder))
            {
                holders[prefix] = holder = new Holder();
                HolderOf(prefix).register_module(Last(prefix), holder);
            }
            return holder;
        }

        static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];
    }

    /// <summary>
    /// Group normalisation whose factors are initially one and whose shifts are zero. TorchSharp 0.107 leaves them uninitialised.
    /// </summary>
    public static GroupNorm GroupNorm(long groups, long channels, double eps = 1e-5)
    {
        var norm = nn.GroupNorm(groups, channels, eps);
        nn.init.ones_(norm.weight);
        nn.init.zeros_(norm.bias!);
        return norm;
    }

    // A part of a path: it holds other modules and computes nothing.
    private sealed class Holder() : nn.Module(nameof(Holder));
}
