using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Models;

namespace SeRes2Net.Core.Tests.Models;

/// <summary>The repository's specs, compiled once.</summary>
internal static class Specs
{
    private static readonly Lazy<CompileResult> Result = new(() => SpecCompiler.Compile(Repository.Specs));

    /// <summary>All architectures.</summary>
    public static IReadOnlyList<CompiledSpec> All => Result.Value.Specs;

    /// <summary>The spec of that stem.</summary>
    public static CompiledSpec Get(string stem) => Result.Value.Specs.Single(spec => spec.Stem == stem);
}
