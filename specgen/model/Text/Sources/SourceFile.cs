namespace SeRes2Net.Compiler.Text.Sources;

/// <summary>One YAML file as the host read it; the compiler never touches the disk.</summary>
/// <param name="Path">Path with forward slashes, as it shall appear in diagnostics.</param>
/// <param name="Text">The whole text.</param>
public sealed record SourceFile(string Path, string Text)
{
    /// <summary>Why the host could not read it; null: it could. Whoever refers to the file gets this as an error.</summary>
    public string? Unreadable { get; init; }
}
