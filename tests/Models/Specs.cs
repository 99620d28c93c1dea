using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Models.Tests;

/// <summary>The repository's specs, compiled once.</summary>
internal static class Specs
{
    private static readonly Lazy<CompileResult> s_result = new(() => SpecCompiler.Compile(Files()));

    /// <summary>The spec of that stem.</summary>
    public static CompiledSpec Get(string stem) => s_result.Value.Specs.Single(spec => spec.Stem == stem);

    private static IEnumerable<SourceFile> Files()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SeRes2Net.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
        }
        return Directory.EnumerateFiles(Path.Combine(folder, "specs"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => new SourceFile(path.Replace('\\', '/'), File.ReadAllText(path)));
    }
}
