namespace SeRes2Net.Compiler.Text.Sources;

/// <summary>A place in a source file. Line and column are 1-based; 0 if there is no place.</summary>
/// <param name="File">The path as the host gave it, with forward slashes.</param>
/// <param name="Line">1-based line of the first character.</param>
/// <param name="Column">1-based column of the first character, in UTF-16 units.</param>
/// <param name="EndLine">1-based line after the last character.</param>
/// <param name="EndColumn">1-based column after the last character.</param>
public readonly record struct SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn);
