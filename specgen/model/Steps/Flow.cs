using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Steps;

/// <summary>A value on its way through the network.</summary>
/// <param name="Value">Position of the operation that makes it.</param>
/// <param name="Shape">Its shape; null where an earlier error left it unknown.</param>
internal readonly record struct Flow(int Value, Shape? Shape)
{
    /// <summary>What leaves a step that failed. Everything after it is still read, but makes no operations.</summary>
    public static Flow Unknown => new(-1, null);
}
