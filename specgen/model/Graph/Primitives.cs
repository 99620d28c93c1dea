namespace SeRes2Net.Compiler.Graph;

/// <summary>All primitives, by family. To add one, add an entry to the list in its family's file.</summary>
internal static class Primitives
{
    /// <summary>In documentation order.</summary>
    public static readonly IReadOnlyList<Primitive> All =
    [
        .. Convolutions.All,
        .. Normalisations.All,
        .. Activations.All,
        .. Pools.All,
        .. Rearrangements.All,
        .. Formulas.All,
    ];
}
