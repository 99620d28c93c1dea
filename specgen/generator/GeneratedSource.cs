namespace SeRes2Net.Generator;

/// <summary>One file of C#.</summary>
/// <param name="HintName">Its name among the generated files; unique whatever the case.</param>
/// <param name="Text">The whole text.</param>
internal sealed record GeneratedSource(string HintName, string Text);
