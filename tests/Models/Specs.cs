using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Models.Tests;

/// <summary>The repository's specs, compiled once.</summary>
internal static class Specs
{
    /// <summary>The checkout's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every YAML file under specs/.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "specs"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => new SourceFile(path.Replace('\\', '/'), File.ReadAllText(path)))];

    private static readonly Lazy<CompileResult> s_result = new(() => SpecCompiler.Compile(Files));

    /// <summary>All architectures.</summary>
    public static IReadOnlyList<CompiledSpec> All => s_result.Value.Specs;

    /// <summary>The spec of that stem.</summary>
    public static CompiledSpec Get(string stem) => s_result.Value.Specs.Single(spec => spec.Stem == stem);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SeRes2Net.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
        }
        return folder;
    }
}
