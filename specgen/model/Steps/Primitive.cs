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
/// <param name="Summary">What it means and what it defaults to.</param>
internal sealed record Argument(string Name, ArgumentType Type, string Summary)
{
    public double Min { get; init; } = 1;

    public double Max { get; init; } = Expansion.LargestSize;

    public bool Required { get; init; }

    /// <summary>Values of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>A step that is one operation, or none.</summary>
/// <param name="Name">The key that names it.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Arguments">What can be written after it.</param>
/// <param name="Build">Emits the operation for a known input shape and checked arguments.</param>
internal sealed record Primitive(string Name, string Summary, IReadOnlyList<Argument> Arguments, Func<PrimitiveCall, Flow> Build);
