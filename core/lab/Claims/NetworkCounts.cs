using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Claims;

/// <summary>Closed-form counts of a network, or of a part of it.</summary>
/// <param name="Name">The network's name, and the part's.</param>
/// <param name="Parameters">Learned values.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
/// <param name="Thop">FLOPs as thop counts them.</param>
/// <param name="Fvcore">FLOPs as fvcore counts them.</param>
internal sealed record NetworkCounts(string Name, long Parameters, long Macs, long Thop, long Fvcore)
{
    /// <summary>Counts a network; null if it has no such part.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="part">State-dict path of the part; null: all of it.</param>
    public static NetworkCounts? Of(CompiledSpec spec, string? part)
    {
        var costs = spec.Costs;
        if (part is null)
            return new NetworkCounts(spec.Graph.Name, costs.Parameters, costs.Macs, costs.Thop, costs.Fvcore);
        var layers = costs.Layers.Where(layer => layer.Path == part || layer.Path.StartsWith(part + ".", StringComparison.Ordinal)).ToList();
        return layers.Count == 0 ? null : new NetworkCounts(
            $"{part} of {spec.Graph.Name}",
            layers.Sum(layer => layer.Parameters), layers.Sum(layer => layer.Macs), layers.Sum(layer => layer.Thop), layers.Sum(layer => layer.Fvcore));
    }

    /// <summary>What this network has more than another.</summary>
    public NetworkCounts Minus(NetworkCounts other) => new(
        $"{Name} over {other.Name}", Parameters - other.Parameters, Macs - other.Macs, Thop - other.Thop, Fvcore - other.Fvcore);
}
