using System.Reflection;

namespace SeRes2Net.Nn;

/// <summary>
/// Base of the classes that the compiler writes. What its properties hold is registered under their <see cref="StatePathAttribute"/>;
/// TorchSharp's own way knows no paths with dots.
/// </summary>
/// <param name="name">The class's name.</param>
public abstract class GeneratedModule(string name) : nn.Module<Tensor, Tensor>(name)
{
    private bool isRegistered;

    /// <summary>Registers everything, in the order in which it is written. Later calls do nothing; TorchSharp makes some.</summary>
    protected sealed override void RegisterComponents()
    {
        if (isRegistered)
            return;
        isRegistered = true;
        var holders = new Dictionary<string, nn.Module> { [""] = this };
        foreach (var property in GetType().GetProperties().OrderBy(property => property.MetadataToken))
        {
            if (property.GetCustomAttribute<StatePathAttribute>() is { } at)
                HolderOf(at.Path).register_module(Last(at.Path), (nn.Module)property.GetValue(this)!);
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

    // A part of a path: it holds others and runs nothing.
    private sealed class Holder() : nn.Module(nameof(Holder));
}
