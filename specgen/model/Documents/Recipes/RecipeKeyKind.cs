namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>What stands behind a key of a recipe, and the type of its property.</summary>
public enum RecipeKeyKind
{
    /// <summary>A name or sentence, <c>string</c>.</summary>
    Text,
    /// <summary>An integer, <c>int</c>.</summary>
    Int,
    /// <summary>A number, <c>double</c>.</summary>
    Float,
    /// <summary>A truth value, <c>bool</c>.</summary>
    Bool,
    /// <summary>One of some words, an enumeration.</summary>
    Word,
    /// <summary>A list of numbers, <c>IReadOnlyList&lt;double&gt;</c>.</summary>
    Floats,
    /// <summary>A map with keys of its own, a sealed record.</summary>
    Group,
    /// <summary>A map with exactly one key, which says the kind: an abstract record, each kind a record that inherits from it.</summary>
    OneOf,
}
