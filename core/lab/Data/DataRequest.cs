using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>What is wanted of a data set, beyond its name.</summary>
/// <param name="Part">What was written after a colon, as in <c>cifar10-c:fog</c>; null if nothing was.</param>
/// <param name="Number">What was written after an at sign, as in <c>shapes10@64</c>; null if nothing was.</param>
/// <param name="Wanted">Shape of the image that the spec takes, for data that has no shape of its own; null if unknown.</param>
public sealed record DataRequest(string? Part = null, int? Number = null, Shape? Wanted = null)
{
    /// <summary>What was written after the name: <c>:fog@3</c>; empty if nothing was.</summary>
    public string Suffix => (Part is null ? "" : $":{Part}") + (Number is { } number ? $"@{number}" : "");
}
