using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other; what each passes to the next is disposed. Names default to 0, 1, ..</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, submodule) in modules)
            append(name, submodule);
    }

    protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : base(nameof(Sequential))
    {
        foreach (var module in modules)
            append(module);
    }

    /// <summary>Number of modules.</summary>
    public int Count => _internal_submodules.Count;

    /// <summary>The module at a place.</summary>
    public nn.IModule<Tensor, Tensor> this[int index] => (nn.IModule<Tensor, Tensor>)_internal_submodules[index].Item2;

    internal static Sequential Create((string, nn.Module<Tensor, Tensor>)[] modules) => new(modules);

    internal static Sequential Create(nn.Module<Tensor, Tensor>[] modules) => new(modules);

    /// <summary>Adds a module at the end.</summary>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        return this;
    }

    /// <summary>Adds a module at the end, named by its place.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor)
    {
        if (Count == 0)
            return tensor.alias();
        using var scope = NewDisposeScope();
        var value = tensor;
        for (var i = 0; i < Count; i++)
            value = this[i].call(value);
        // A module may return its very input, which belongs to the caller.
        return ReferenceEquals(value, tensor) ? tensor.alias().MoveToOuterDisposeScope() : value.MoveToOuterDisposeScope();
    }
}
