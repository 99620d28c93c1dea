using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Recipes;

namespace SeRes2Net.Compiler;

/// <summary>What came out of a set of files.</summary>
/// <param name="Specs">Architectures without errors, in order of their paths.</param>
/// <param name="Recipes">Recipes among the files without errors, then those of the library that no file replaces.</param>
/// <param name="Diagnostics">Everything found, in order of file and position.</param>
public sealed record CompileResult(
    IReadOnlyList<CompiledSpec> Specs, IReadOnlyList<RecipeFile> Recipes, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>A recipe and where it stands.</summary>
/// <param name="Path">Its file; <c>library/recipes/NAME.yaml</c> for one that is embedded in the compiler.</param>
/// <param name="Recipe">The recipe.</param>
public sealed record RecipeFile(string Path, Recipe Recipe);
