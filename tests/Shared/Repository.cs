using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Tests.Shared;

/// <summary>The files of this repository, found from where the tests run.</summary>
internal static class Repository
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Shipped = new(() => Read("specs"));

    private static readonly Lazy<IReadOnlyList<SourceFile>> WithEveryStep =
        new(() => [.. Specs, .. Read("tests/Runner/Algebra", shownAs: "specs/algebra")]);

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every YAML file under specs/, with paths relative to the root.</summary>
    public static IReadOnlyList<SourceFile> Specs => Shipped.Value;

    /// <summary>The same with full paths, as the build passes them to the generator.</summary>
    public static IReadOnlyList<SourceFile> SpecsByFullPath =>
        [.. Specs.Select(file => file with { Path = $"{Root}/{file.Path}".Replace('\\', '/') })];

    /// <summary>The specs, and files of tests that hold every step of the language.</summary>
    public static IReadOnlyList<SourceFile> SpecsOfEveryStep => WithEveryStep.Value;

    /// <summary>Every YAML file in a folder and those below it, in a fixed order.</summary>
    /// <param name="folder">A full path, or one relative to the root.</param>
    /// <param name="shownAs">What the files' paths begin with instead of <paramref name="folder"/>.</param>
    public static IReadOnlyList<SourceFile> Read(string folder, string? shownAs = null)
    {
        var path = Path.Combine(Root, folder);
        return Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new SourceFile(
                $"{shownAs ?? folder}/{Path.GetRelativePath(path, file)}".Replace('\\', '/'), File.ReadAllText(file)))
            .ToList();
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SeRes2Net.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
        return folder;
    }
}
