using TorchSharp.Modules;

namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>
/// One layer of each kind, with given values: once in float64, once in float32, as the product keeps it. Dispose it at the end: a
/// layer that the garbage collector frees earlier takes its running statistics with it, even if something still reads them.
/// </summary>
internal sealed class Layers : IDisposable
{
    private const int Window = 3;
    private readonly nn.Module[] modules;

    /// <param name="values">Its parameters, which both copies share; they are drawn by the first.</param>
    /// <param name="draw">The sizes.</param>
    /// <param name="type">float64, or float32.</param>
    internal Layers(Dictionary<string, Tensor> values, Sample sample, Draw draw, ScalarType type)
    {
        BatchNorm = nn.BatchNorm2d(draw.Channels, dtype: type);
        Layer = nn.LayerNorm(draw.Channels, dtype: type);
        Group = nn.GroupNorm(draw.Groups, draw.Channels, dtype: type);
        Scale = new Scale(draw.Channels, 1).to(type);
        Conv = nn.Conv1d(1, 1, Window, padding: Window / 2, bias: false, dtype: type);
        Linear = nn.Linear(draw.Channels, draw.Outputs, dtype: type);
        PRelu = nn.PReLU(draw.Channels, dtype: type);
        Position = new RelativePosition(draw.Rows, 1, draw.Columns).to(type);
        Constant = new Constant([draw.Channels, draw.Rows, draw.Columns], (channel, row, column) => (channel + row - column).sin());
        modules = [BatchNorm, Layer, Group, Scale, Conv, Linear, Position, Constant, PRelu];
        foreach (var module in modules)
        {
            foreach (var (name, parameter) in module.named_parameters())
            {
                var key = $"{module.GetName()}.{name}";
                if (!values.TryGetValue(key, out var value))
                    values[key] = value = sample.Exact(parameter.shape);
                using (no_grad())
                    parameter.copy_(value);
                Parameters.Add(parameter);
            }
        }
    }

    internal BatchNorm2d BatchNorm { get; }

    internal LayerNorm Layer { get; }

    internal GroupNorm Group { get; }

    internal Scale Scale { get; }

    internal Conv1d Conv { get; }

    internal Linear Linear { get; }

    internal RelativePosition Position { get; }

    internal Constant Constant { get; }

    internal PReLU PRelu { get; }

    internal List<Tensor> Parameters { get; } = [];

    public void Dispose()
    {
        foreach (var module in modules)
            module.Dispose();
    }
}
