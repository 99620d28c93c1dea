namespace TorchSharp;

// Tensors from numbers and arrays; the values are always copied.
public static partial class torch
{
    /// <summary>A scalar tensor.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], ScalarType.Bool, dtype, device, requires_grad, null);

    /// <summary>A copy of an array, in one dimension.</summary>
    public static Tensor tensor(
        bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], ScalarType.Bool, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, in the given shape.</summary>
    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), ScalarType.Bool, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Bool, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Bool, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Bool, dtype, device, requires_grad, names);

    /// <summary>A scalar tensor.</summary>
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], ScalarType.Byte, null, device, requires_grad, null);

    /// <summary>A copy of an array, in one dimension.</summary>
    public static Tensor tensor(
        byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], ScalarType.Byte, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, in the given shape.</summary>
    public static Tensor tensor(
        byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), ScalarType.Byte, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Byte, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Byte, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        byte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Byte, dtype, device, requires_grad, names);

    /// <summary>A scalar tensor.</summary>
    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], ScalarType.Int8, null, device, requires_grad, null);

    /// <summary>A copy of an array, in one dimension.</summary>
    public static Tensor tensor(
        sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], ScalarType.Int8, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, in the given shape.</summary>
    public static Tensor tensor(
        sbyte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), ScalarType.Int8, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        sbyte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int8, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        sbyte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int8, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        sbyte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int8, dtype, device, requires_grad, names);

    /// <summary>A scalar tensor.</summary>
    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], ScalarType.Int16, null, device, requires_grad, null);

    /// <summary>A copy of an array, in one dimension.</summary>
    public static Tensor tensor(
        short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], ScalarType.Int16, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, in the given shape.</summary>
    public static Tensor tensor(
        short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), ScalarType.Int16, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        short[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int16, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        short[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int16, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        short[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int16, dtype, device, requires_grad, names);

    /// <summary>A scalar tensor.</summary>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], ScalarType.Int32, null, device, requires_grad, null);

    /// <summary>A copy of an array, in one dimension.</summary>
    public static Tensor tensor(
        int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], ScalarType.Int32, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, in the given shape.</summary>
    public static Tensor tensor(
        int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), ScalarType.Int32, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int32, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int32, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int32, dtype, device, requires_grad, names);

    /// <summary>A scalar tensor.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], ScalarType.Int64, dtype, device, requires_grad, null);

    /// <summary>A copy of an array, in one dimension.</summary>
    public static Tensor tensor(
        long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(dataArray, [dataArray.Length], ScalarType.Int64, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, in the given shape.</summary>
    public static Tensor tensor(
        long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(dataArray, dimensions.ToArray(), ScalarType.Int64, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int64, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int64, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Int64, dtype, device, requires_grad, names);

    /// <summary>A scalar tensor.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], ScalarType.Float32, null, device, requires_grad, null);

    /// <summary>A copy of an array, in one dimension.</summary>
    public static Tensor tensor(
        float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], ScalarType.Float32, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, in the given shape.</summary>
    public static Tensor tensor(
        float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), ScalarType.Float32, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Float32, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Float32, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Float32, dtype, device, requires_grad, names);

    /// <summary>A scalar tensor.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], ScalarType.Float64, dtype, device, requires_grad, null);

    /// <summary>A copy of an array, in one dimension.</summary>
    public static Tensor tensor(
        double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, in the given shape.</summary>
    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Float64, dtype, device, requires_grad, names);

    /// <summary>A copy of an array.</summary>
    public static Tensor tensor(
        double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Lengths(rawArray), ScalarType.Float64, dtype, device, requires_grad, names);
}
