namespace SeRes2Net.Lab.Data.Augment;

/// <summary>A part of an image, in its pixels.</summary>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
public readonly record struct Box(int Top, int Left, int Rows, int Columns);
