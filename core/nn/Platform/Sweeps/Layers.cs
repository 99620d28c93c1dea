using TorchSharp.Modules;

namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>
/// The layers that an operation asks for, with given values: once in float64, once in float32, as the product keeps them. Dispose it at the end:
/// a layer that the garbage collector frees earlier takes its running statistics with it, even if something still reads them.
/// </summary>
/// <param name="values">Their parameters, which both copies share; they are drawn by the first.</param>
/// <param name="sample">Where the values come from.</param>
/// <param name="type">float64, or float32.</param>
internal sealed class Layers(Dictionary<string, Tensor> values, Sample sample, ScalarType type) : IDisposable
{
    private readonly Dictionary<Type, nn.Module> modules = [];

    /// <summary>Parameters of the layers there are so far.</summary>
    internal List<Tensor> Parameters { get; } = [];

    /// <summary>Running statistics of the layers there are so far.</summary>
    internal Tensor[] State => [.. modules.Values.OfType<BatchNorm2d>().SelectMany(layer => new[] { layer.running_mean!, layer.running_var! })];

    /// <summary>The one layer of a kind, which the first call makes.</summary>
    internal T Of<T>(Func<ScalarType, T> make)
        where T : nn.Module
    {
        if (modules.TryGetValue(typeof(T), out var known))
            return (T)known;
        var layer = make(type);
        modules.Add(typeof(T), layer);
        foreach (var (name, parameter) in layer.named_parameters())
        {
            var key = $"{layer.GetName()}.{name}";
            if (!values.TryGetValue(key, out var value))
                values[key] = value = sample.Exact(parameter.shape);
            using (no_grad())
                parameter.copy_(value);
            Parameters.Add(parameter);
        }
        return layer;
    }

    public void Dispose()
    {
        foreach (var module in modules.Values)
            module.Dispose();
    }
}
