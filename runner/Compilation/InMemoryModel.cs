using SeRes2Net.Nn;

namespace SeRes2Net.Runner.Compilation;

/// <summary>An architecture compiled at run time.</summary>
/// <param name="Entry">How to build it, as from the catalogue.</param>
/// <param name="Source">The C# it was compiled from: what the build would have generated, byte for byte, unless it is observed.</param>
public sealed record InMemoryModel(CatalogueEntry Entry, string Source);
