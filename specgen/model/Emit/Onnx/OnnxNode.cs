namespace SeRes2Net.Compiler.Emit.Onnx;

/// <summary>One operator at one place.</summary>
/// <param name="Operator">Its type, such as <c>Conv</c>.</param>
/// <param name="Path">State-dict path of the operation of the typed graph that it is a part of.</param>
/// <param name="Inputs">Names of values and initializers.</param>
/// <param name="Output">Name of its value.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record OnnxNode(
    string Operator, string Path, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<OnnxAttribute> Attributes)
{
    /// <summary>Its own name; that of the value it was made with unless set, and empty if it has none.</summary>
    public string Name { get; init; } = Output;
}

/// <summary>An attribute of a node.</summary>
/// <param name="Name">Its name in the operator's description.</param>
public abstract record OnnxAttribute(string Name);

/// <summary>A whole number.</summary>
public sealed record OnnxInt(string Name, long Value) : OnnxAttribute(Name);

/// <summary>Several whole numbers.</summary>
public sealed record OnnxInts(string Name, params long[] Values) : OnnxAttribute(Name);

/// <summary>A number.</summary>
public sealed record OnnxFloat(string Name, double Value) : OnnxAttribute(Name);

/// <summary>A word.</summary>
public sealed record OnnxWord(string Name, string Value) : OnnxAttribute(Name);
