using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>Parameters and MACs of everything below a state-dict path.</summary>
internal sealed class Totals
{
    private readonly Dictionary<string, (long Parameters, long Macs)> sums = [];

    /// <summary>Adds up the layers of <paramref name="spec"/> along their paths.</summary>
    public Totals(CompiledSpec spec)
    {
        foreach (var layer in spec.Costs.Layers)
        {
            for (var end = layer.Path.Length; end > 0; end = layer.Path.LastIndexOf('.', end - 1))
            {
                var prefix = layer.Path.Substring(0, end);
                sums.TryGetValue(prefix, out var sum);
                sums[prefix] = (sum.Parameters + layer.Parameters, sum.Macs + layer.Macs);
            }
        }
    }

    /// <summary>As a phrase: <c>768 parameters, 786,432 MACs</c>; what is zero is left out.</summary>
    public string Phrase(string path)
    {
        sums.TryGetValue(path, out var sum);
        return (sum.Parameters, sum.Macs) switch
        {
            (0, 0) => "no parameters",
            (var parameters, 0) => $"{CSharpText.Count(parameters)} parameters",
            var (parameters, macs) => $"{CSharpText.Count(parameters)} parameters, {CSharpText.Count(macs)} MACs",
        };
    }
}
