namespace SeRes2Net.Compiler.Text.Sources;

/// <summary>One YAML file as the host read it; the compiler never touches the disk.</summary>
/// <param name="Path">Path with forward slashes, as it shall appear in diagnostics.</param>
/// <param name="Text">The whole text.</param>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>Why the host could not read it; null: it could. Whoever refers to the file gets this as an error.</summary>
    public string? Unreadable { get; init; }

    /// <summary>
    /// Whether the compiler's library was built from this file, and this is what it says now. Then its folder is the library: the copies
    /// inside the compiler are as old as the last build, and count only for specs elsewhere.
    /// </summary>
    public bool IsLibrarySource { get; init; }
}
