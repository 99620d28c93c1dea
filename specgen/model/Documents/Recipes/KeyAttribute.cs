namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>
/// Makes a property a key of recipe files, or names one of the kinds of a group. With the property's type, its initial value and
/// <c>required</c> it is one row of the table: reader, writer, JSON Schema and the F# library's record follow from it.
/// </summary>
/// <param name="summary">What it means, in one sentence: the text of the JSON Schema and of the F# library.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class KeyAttribute(string summary) : Attribute
{
    /// <summary>What it means, in one sentence.</summary>
    public string Summary { get; } = summary;
    /// <summary>Its name in files, where that is not the name in C# with hyphens.</summary>
    public string? Name { get; init; }
    /// <summary>Smallest value of a number.</summary>
    public double Least { get; init; } = double.NegativeInfinity;
    /// <summary>Largest value of a number.</summary>
    public double Most { get; init; } = double.PositiveInfinity;
    /// <summary>The property beside it without which it has no effect; null if it always has one.</summary>
    public string? Needs { get; init; }
    /// <summary>A file that is meant to be read says it even where it is the default.</summary>
    public bool Always { get; init; }
}
