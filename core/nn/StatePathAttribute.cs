namespace SeRes2Net.Nn;

/// <summary>Where a layer or module stands in the state dict, from the class that holds it: <c>branch.conv1</c>.</summary>
/// <param name="path">The path; what stands before a dot need not be a class of its own.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StatePathAttribute(string path) : Attribute
{
    /// <summary>The path.</summary>
    public string Path => path;
}
