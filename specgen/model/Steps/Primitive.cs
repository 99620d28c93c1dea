using System;
using System.Collections.Generic;
using SeRes2Net.Compiler.Expand;

namespace SeRes2Net.Compiler.Steps;

/// <summary>What an argument of a primitive is.</summary>
internal enum ArgumentType
{
    Int,
    Float,
    Bool,
    /// <summary>One integer for rows and columns, or [rows, columns].</summary>
    Size,
    /// <summary>One of some names.</summary>
    Choice,
}

/// <summary>An argument of a primitive.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Type">Its type.</param>
/// <param name="Summary">What it means and, behind the last semicolon of one that need not be written, what it defaults to.</param>
internal sealed record Argument(string Name, ArgumentType Type, string Summary)
{
    /// <summary>What it means.</summary>
    public string Meaning => DefaultAt < 0 ? Summary : Summary.Substring(0, DefaultAt);

    /// <summary>What it is where it is not written; null where it must be.</summary>
    public string? Default => DefaultAt < 0 ? null : Summary.Substring(DefaultAt + 2);

    public double Min { get; init; } = 1;

    public double Max { get; init; } = Expansion.LargestSize;

    public bool Required { get; init; }

    /// <summary>Values of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    private int DefaultAt => Required ? -1 : Summary.LastIndexOf("; ", StringComparison.Ordinal);
}

/// <summary>A step that is one operation, or none.</summary>
/// <param name="Name">The key that names it.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Arguments">What can be written after it.</param>
/// <param name="Build">Emits the operation for a known input shape and checked arguments.</param>
internal sealed record Primitive(string Name, string Summary, IReadOnlyList<Argument> Arguments, Func<PrimitiveCall, Flow> Build);
