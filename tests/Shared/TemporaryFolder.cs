namespace SeRes2Net.Tests.Shared;

/// <summary>A folder of a test's own, deleted when the test ends. Its name holds a space, as users' folders do.</summary>
/// <param name="parent">Where it is made; null: where the system keeps temporary files.</param>
internal sealed class TemporaryFolder(string? parent = null) : IDisposable
{
    /// <summary>Full path.</summary>
    public string Path { get; } = parent is null
        ? Directory.CreateTempSubdirectory("seres2net test ").FullName
        : Directory.CreateDirectory(System.IO.Path.Combine(parent, $"seres2net test {Guid.NewGuid():N}")).FullName;

    /// <summary>Full path of a file in it, whether it is there or not.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file into it, making the folders it needs.</summary>
    public string Write(string name, string text)
    {
        var path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
