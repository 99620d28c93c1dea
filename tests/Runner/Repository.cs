namespace SeRes2Net.Runner.Tests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "SeRes2Net.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
