using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Generator;

/// <summary>One architecture on its way to C#: equal to another when both give the same file.</summary>
internal sealed class SpecModel(CompiledSpec spec) : IEquatable<SpecModel>
{
    private readonly string identity = CSharpEmitter.Identity(spec);

    /// <summary>What to emit.</summary>
    public CompiledSpec Spec { get; } = spec;

    /// <inheritdoc/>
    public bool Equals(SpecModel? other) => other is not null && identity == other.identity;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SpecModel);

    /// <inheritdoc/>
    public override int GetHashCode() => identity.GetHashCode();
}
