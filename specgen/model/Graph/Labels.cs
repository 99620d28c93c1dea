namespace SeRes2Net.Compiler.Graph;

/// <summary>Parts of <see cref="Op.Label"/> that several operations share.</summary>
internal static class Labels
{
    /// <summary><c> /2</c>, <c> /2x1</c>, or nothing for a stride of 1.</summary>
    public static string Stride(Size2 size) =>
        size == Size2.Square(1) ? "" : size.Rows == size.Columns ? FormattableString.Invariant($" /{size.Rows}") : $" /{size}";

    /// <summary>The beginning of a formula that is too long for a table.</summary>
    public static string Short(string formula) => formula.Length <= 32 ? formula : formula.Substring(0, 29) + "...";

    /// <summary>An enumeration's value as the language writes it.</summary>
    public static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
