using System.Runtime.InteropServices;
using SeRes2Net.Torch;

namespace TorchSharp;

// Tensors from ranges, random numbers and memory.
public static partial class torch
{
    /// <summary>0, 1, .. below <c>stop</c>.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + 1, .. below <c>stop</c>.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + step, .. before <c>stop</c>.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.Arange.Call(start, stop, step, dtype, Arg.None, device), requires_grad, null);

    /// <summary><c>steps</c> numbers from start to end, both included.</summary>
    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.Linspace.Call(start, end, steps, dtype, Arg.None, device), requires_grad, null);

    /// <summary>Ones on the diagonal.</summary>
    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Finish(Aten.Eye.Call(rows, columns < 0 ? rows : columns, DefaultType(dtype), Arg.None, device), requires_grad, names);

    /// <summary>An uninitialised tensor with the given strides.</summary>
    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Aten.EmptyStrided.Call(size, strides, DefaultType(dtype), Arg.None, device), requires_grad, names);

    /// <summary>Whole numbers in [0, high).</summary>
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers in [low, high).</summary>
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        Finish(
            Aten.RandintLowGenerator.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad, names);

    /// <summary>Whole numbers in [0, high).</summary>
    public static Tensor randint(
        int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randint(0, high, Array.ConvertAll(size, x => (long)x), dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers in [low, high).</summary>
    public static Tensor randint(
        int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        randint(low, high, Array.ConvertAll(size, x => (long)x), dtype, device, requires_grad, generator, names);

    /// <summary>The numbers 0 .. n - 1 in random order.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Finish(Aten.RandpermGenerator.Call(n, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad, null);

    /// <summary>Normal numbers, each with its own mean and standard deviation.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Aten.NormalTensorTensor.Call(mean, std, generator);

    /// <summary>Normal numbers.</summary>
    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        Finish(
            Aten.NormalFloatFloat.Call(mean, std, size.ToArray(), generator, DefaultType(dtype), Arg.None, device), requires_grad, names);

    /// <summary>A tensor that shares the memory of an array, which stays pinned while the tensor lives. Conversions make a copy.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor that shares the memory of an array, which stays pinned while the tensor lives. Conversions make a copy.</summary>
    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var type = Tensor.TypeOf(rawArray.GetType().GetElementType()!);
        return Finish(Moved(Share(rawArray, 0, Lengths(rawArray), type), dtype, device), requires_grad, names);
    }

    /// <summary>
    /// A one-dimensional tensor that shares the memory of an array, seen as numbers of type <c>dtype</c>.
    /// <c>count</c> counts elements (-1: all that is left), <c>offset</c> bytes.
    /// </summary>
    /// <exception cref="ArgumentException">The part lies outside the array.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var size = ElementBytes(dtype);
        var bytes = Buffer.ByteLength(rawArray);
        if (count < 0)
            count = (bytes - offset) / size;
        if (offset < 0 || offset + count * size > bytes)
            throw new ArgumentException($"{count} elements of {size} bytes from byte {offset} on do not lie in an array of {bytes} bytes");
        return Finish(Share(rawArray, offset, [count], dtype), requires_grad, null);
    }

    internal static long ElementBytes(ScalarType type) => type switch
    {
        ScalarType.Bool or ScalarType.Byte or ScalarType.Int8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.ComplexFloat64 => 16,
        _ => 8,
    };

    private static long[] Lengths(Array array) => [.. Enumerable.Range(0, array.Rank).Select(array.GetLongLength)];

    // The values are copied: a tensor of its own, of the array's type.
    private static unsafe Tensor FromArray(
        Array values, long[] shape, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var elements = shape.Aggregate(1L, (product, size) => product * size);
        if (elements != values.LongLength)
            throw new ArgumentException($"{values.LongLength} values do not fill the shape [{string.Join(", ", shape)}]");
        var result = MakeEmpty(shape, type, null, false, null);
        fixed (byte* source = &MemoryMarshal.GetArrayDataReference(values))
            Buffer.MemoryCopy(source, result.DataPointer(), elements * ElementBytes(type), elements * ElementBytes(type));
        return Finish(Moved(result, dtype, device), requires_grad, names);
    }

    private static Tensor Moved(Tensor tensor, ScalarType? dtype, Device? device)
    {
        var moved = tensor.to(dtype ?? tensor.dtype, device ?? CPU);
        if (!ReferenceEquals(moved, tensor))
            tensor.Dispose();
        return moved;
    }

    private static unsafe Tensor Share(Array array, long offset, long[] shape, ScalarType type)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        try
        {
            fixed (long* sizes = shape)
            {
                NativeMethods.Check(NativeMethods.srn_tensor_from_memory(
                    pin.AddrOfPinnedObject() + (nint)offset, sizes, shape.Length, (int)type, &Release, GCHandle.ToIntPtr(pin),
                    out var result));
                return new Tensor(result);
            }
        }
        catch
        {
            pin.Free();
            throw;
        }
    }

    [UnmanagedCallersOnly]
    private static void Release(nint pin) => GCHandle.FromIntPtr(pin).Free();
}
