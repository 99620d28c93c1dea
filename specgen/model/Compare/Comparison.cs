namespace SeRes2Net.Compiler.Compare;

/// <summary>What differs between two architectures.</summary>
/// <param name="SameNetwork">Whether their graphs are the same: same shapes, attributes and names.</param>
/// <param name="Changes">What is written differently, in the order of an architecture file.</param>
/// <param name="Layers">What became of the layers with weights.</param>
/// <param name="Operations">By how many the second has more (or fewer) operations of each kind; equal numbers are left out.</param>
public sealed record Comparison(
    bool SameNetwork, IReadOnlyList<SpecChange> Changes, LayerChanges Layers, IReadOnlyDictionary<string, int> Operations);

/// <summary>One difference.</summary>
/// <param name="What">What differs: <c>stage 3: repeat</c>, <c>gate se at concat</c>.</param>
/// <param name="Before">What the first has; null: it has none.</param>
/// <param name="After">What the second has; null: it has none.</param>
public sealed record SpecChange(string What, string? Before, string? After)
{
    /// <summary>What it does to the first, made alone; null where alone it makes no network.</summary>
    public ChangeEffect? Effect { get; init; }
}

/// <summary>What a change does when nothing else is changed.</summary>
/// <param name="SameNetwork">Nothing at all.</param>
/// <param name="Parameters">Learned values more.</param>
/// <param name="Macs">Multiply-accumulates for one image more.</param>
public sealed record ChangeEffect(bool SameNetwork, long Parameters, long Macs);

/// <summary>Layers with weights, compared by their state-dict names.</summary>
/// <param name="Same">The first's weights fit into so many layers of the second.</param>
/// <param name="Changed">Layers that both have, with other sizes.</param>
/// <param name="Added">Layers that only the second has.</param>
/// <param name="Removed">Layers that only the first has.</param>
public sealed record LayerChanges(int Same, int Changed, int Added, int Removed);
