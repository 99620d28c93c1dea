using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Generator.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    /// <summary>Its root: where the solution is.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All YAML files, as the build passes them.</summary>
    public static IReadOnlyList<SourceFile> Specs() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "specs"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => path.Replace('\\', '/')).Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(path))),
    ];

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
