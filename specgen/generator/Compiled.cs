using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Generator;

/// <summary>What all spec files together gave.</summary>
/// <param name="Specs">The architectures that can be emitted, in the order of their files.</param>
/// <param name="Diagnostics">Findings of the compiler.</param>
internal sealed record Compiled(EquatableArray<SpecModel> Specs, EquatableArray<Diagnostic> Diagnostics);
