using System.Collections.Generic;

namespace SeRes2Net.Compiler.Graph;

/// <summary>Every primitive there is, by families: a new one is an entry in the list of its family's file.</summary>
internal static class Primitives
{
    /// <summary>In the order of the documentation.</summary>
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
