using SeRes2Net.Compiler.Emit.Onnx;

namespace SeRes2Net.Lab.Onnx;

/// <summary>Whole numbers in uint8, row-major: zero points of a quantised network's values. No network as written has any.</summary>
public sealed record OnnxBytes(string Name, IReadOnlyList<long> Shape, byte[] Values) : OnnxInitializer(Name, Shape);
