using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>A definition's <c>try</c>: an input and arguments for checking it on its own.</summary>
/// <param name="Input">Input shape.</param>
/// <param name="Arguments">Values of its parameters.</param>
/// <param name="Where">Its place.</param>
internal sealed record Example(Shape Input, IReadOnlyList<YamlEntry> Arguments, SourceSpan Where);
