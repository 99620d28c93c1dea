namespace SeRes2Net.Nn.Platform;

/// <summary>What was done to make convolutions right.</summary>
public enum Treatment
{
    /// <summary>Nothing: the processor reports its caches, or this libtorch is right without them.</summary>
    NotNeeded,

    /// <summary>oneDNN was told the cache sizes that the processor hides.</summary>
    Repaired,

    /// <summary>oneDNN was switched off, because convolutions were wrong with it.</summary>
    OneDnnOff,

    /// <summary>The user switched oneDNN off.</summary>
    OffByUser,

    /// <summary>Nothing, although it is needed: for comparisons only.</summary>
    LeftUnrepaired,
}
