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

    /// <summary>
    /// Is told the value of every operation, by its path in this class, and returns what the network goes on with. Only a class that was
    /// emitted to be observed tells it anything, and never what a module inside this one computes: that is told to the module's own observer.
    /// </summary>
    public Func<string, Tensor, Tensor>? Observer { get; set; }

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

    /// <summary>Tells the observer, if there is one. Emitted code calls it.</summary>
    /// <param name="path">The operation's path, relative to this class.</param>
    /// <param name="value">What it computed, [N, C, H, W].</param>
    protected Tensor Observed(string path, Tensor value) => Observer is { } observer ? observer(path, value) : value;

    // A part of a path: it holds others and runs nothing.
    private sealed class Holder() : nn.Module(nameof(Holder));
}
