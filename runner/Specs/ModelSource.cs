using SeRes2Net.Models;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Compilation;

namespace SeRes2Net.Runner.Specs;

/// <summary>From a spec to a network: the class that the build generated, or the same text compiled in memory.</summary>
internal static class ModelSource
{
    /// <summary>Builds the network. Says through <paramref name="note"/> when and why it is compiled in memory.</summary>
    public static Network Create(LoadedSpec loaded, Action<string> note)
    {
        var spec = loaded.Spec;
        // The spec.yaml of a run directory has another name than the spec that it was.
        if (Catalogue.All.FirstOrDefault(entry => entry.Info.SpecHash == spec.Hash) is { } same)
            return same.Create();
        var known = Catalogue.All.FirstOrDefault(entry => entry.Info.Stem == spec.Stem);
        note($"{loaded.Path} was {(known is null ? "not there at" : "edited since")} the last build: compiled in memory.");
        return InMemoryCompiler.Compile(spec).Entry.Create();
    }
}
