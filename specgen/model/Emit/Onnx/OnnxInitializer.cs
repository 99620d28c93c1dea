namespace SeRes2Net.Compiler.Emit.Onnx;

/// <summary>Numbers that are the same for all images.</summary>
/// <param name="Name">What nodes call it.</param>
/// <param name="Shape">Its sizes; none for a single number.</param>
public abstract record OnnxInitializer(string Name, IReadOnlyList<long> Shape);

/// <summary>A tensor of the network's state dict, which its name is of; float32.</summary>
public sealed record OnnxWeight(string Name, IReadOnlyList<long> Shape) : OnnxInitializer(Name, Shape);

/// <summary>Numbers in float32, row-major.</summary>
public sealed record OnnxFloats(string Name, IReadOnlyList<long> Shape, float[] Values) : OnnxInitializer(Name, Shape);

/// <summary>Whole numbers in int64, row-major.</summary>
public sealed record OnnxLongs(string Name, IReadOnlyList<long> Shape, long[] Values) : OnnxInitializer(Name, Shape);

/// <summary>Whole numbers in int32, row-major.</summary>
public sealed record OnnxInt32s(string Name, IReadOnlyList<long> Shape, int[] Values) : OnnxInitializer(Name, Shape);

/// <summary>Whole numbers in int8, row-major.</summary>
public sealed record OnnxInt8s(string Name, IReadOnlyList<long> Shape, sbyte[] Values) : OnnxInitializer(Name, Shape);
