using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Graph;

/// <summary>An architecture without errors, ready for every emitter.</summary>
public sealed record CompiledSpec
{
    /// <summary>The architecture file, as the host named it.</summary>
    public required string Path { get; init; }
    /// <summary>The file's name without <c>.yaml</c>. Classes, runs and messages are named after it.</summary>
    public required string Stem { get; init; }
    /// <summary>The typed graph, every shape known.</summary>
    public required NetworkGraph Graph { get; init; }
    /// <summary>Parameters and multiply-accumulates, in total and per layer.</summary>
    public required Costs Costs { get; init; }
    /// <summary>SHA-256 of <see cref="CanonicalJson"/>, 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }
    /// <summary>The graph in the canonical form that is hashed.</summary>
    public required string CanonicalJson { get; init; }
    /// <summary>The spec with everything it extends merged in; compiles to the same graph on its own.</summary>
    public required string ResolvedYaml { get; init; }
    /// <summary>Block and gate definitions that the architecture uses, in order of their paths.</summary>
    public required IReadOnlyList<SourceFile> Definitions { get; init; }
    /// <summary>Name of the recipe that the spec asks for, or null.</summary>
    public string? RecipeName { get; init; }
}
