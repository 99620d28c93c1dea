namespace SeRes2Net.Compiler.Text.Sources;

/// <summary>How large things may become.</summary>
internal static class Limits
{
    /// <summary>Largest size of an axis, kernel or count; products of three still fit 64 bits.</summary>
    public const int LargestSize = 1 << 20;

    /// <summary>Most steps, and most operations, of one network.</summary>
    public const int MostSteps = 100_000;
}
