namespace SeRes2Net.Nn;

/// <summary>The place of a layer or module in the state dict, relative to the class that holds it: <c>branch.conv1</c>.</summary>
/// <param name="path">The path; the part before a dot need not be a class of its own.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StatePathAttribute(string path) : Attribute
{
    /// <summary>The path.</summary>
    public string Path => path;
}
