using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>The files of this repository, found from where the tests run.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>Every YAML file under specs/, with paths relative to the root.</summary>
    public static IReadOnlyList<SourceFile> Specs { get; } = Read("specs");

    /// <summary>Those, and files of tests that hold every step of the language.</summary>
    public static IReadOnlyList<SourceFile> SpecsOfEveryStep { get; } =
    [
        .. Specs,
        .. Read("tests/Runner/Algebra").Select(file => file with { Path = file.Path.Replace("tests/Runner/Algebra/", "specs/algebra/") }),
    ];

    public static IReadOnlyList<SourceFile> Read(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.yaml", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path)))
        .ToList();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SeRes2Net.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("SeRes2Net.sln was not found above the tests.");
        return folder;
    }
}
