using System.Collections.Generic;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>A definition's <c>try</c>: an input and arguments with which it can be checked on its own.</summary>
/// <param name="Input">Shape that enters.</param>
/// <param name="Arguments">Values of its parameters.</param>
/// <param name="Where">Its place.</param>
internal sealed record Example(Shape Input, IReadOnlyList<YamlEntry> Arguments, SourceSpan Where);
