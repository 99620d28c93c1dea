using SeRes2Net.Torch;

namespace TorchSharp;

// Tensors of a given shape.
public static partial class torch
{
    /// <summary>An uninitialised tensor. Of the given shape.</summary>
    public static Tensor empty(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeEmpty(size, dtype, device, requires_grad, names);

    /// <summary>An uninitialised tensor. Of the given shape.</summary>
    public static Tensor empty(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeEmpty(size.ToArray(), dtype, device, requires_grad, names);

    /// <summary>An uninitialised tensor. One dimension.</summary>
    public static Tensor empty(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeEmpty([size], dtype, device, requires_grad, names);

    /// <summary>An uninitialised tensor. Two dimensions.</summary>
    public static Tensor empty(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeEmpty([rows, columns], dtype, device, requires_grad, names);

    /// <summary>An uninitialised tensor. Three dimensions.</summary>
    public static Tensor empty(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeEmpty([dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>An uninitialised tensor. Four dimensions.</summary>
    public static Tensor empty(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeEmpty([dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>An uninitialised tensor. One dimension.</summary>
    public static Tensor empty(
        int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeEmpty([size], dtype, device, requires_grad, names);

    /// <summary>An uninitialised tensor. Two dimensions.</summary>
    public static Tensor empty(
        int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeEmpty([rows, columns], dtype, device, requires_grad, names);

    /// <summary>An uninitialised tensor. Three dimensions.</summary>
    public static Tensor empty(
        int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeEmpty([dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>An uninitialised tensor. Four dimensions.</summary>
    public static Tensor empty(
        int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeEmpty([dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>Zeros. Of the given shape.</summary>
    public static Tensor zeros(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeZeros(size, dtype, device, requires_grad, names);

    /// <summary>Zeros. Of the given shape.</summary>
    public static Tensor zeros(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeZeros(size.ToArray(), dtype, device, requires_grad, names);

    /// <summary>Zeros. One dimension.</summary>
    public static Tensor zeros(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeZeros([size], dtype, device, requires_grad, names);

    /// <summary>Zeros. Two dimensions.</summary>
    public static Tensor zeros(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeZeros([rows, columns], dtype, device, requires_grad, names);

    /// <summary>Zeros. Three dimensions.</summary>
    public static Tensor zeros(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeZeros([dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>Zeros. Four dimensions.</summary>
    public static Tensor zeros(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeZeros([dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>Zeros. One dimension.</summary>
    public static Tensor zeros(
        int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeZeros([size], dtype, device, requires_grad, names);

    /// <summary>Zeros. Two dimensions.</summary>
    public static Tensor zeros(
        int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeZeros([rows, columns], dtype, device, requires_grad, names);

    /// <summary>Zeros. Three dimensions.</summary>
    public static Tensor zeros(
        int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeZeros([dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>Zeros. Four dimensions.</summary>
    public static Tensor zeros(
        int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeZeros([dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>Ones. Of the given shape.</summary>
    public static Tensor ones(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeOnes(size, dtype, device, requires_grad, names);

    /// <summary>Ones. Of the given shape.</summary>
    public static Tensor ones(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeOnes(size.ToArray(), dtype, device, requires_grad, names);

    /// <summary>Ones. One dimension.</summary>
    public static Tensor ones(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeOnes([size], dtype, device, requires_grad, names);

    /// <summary>Ones. Two dimensions.</summary>
    public static Tensor ones(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeOnes([rows, columns], dtype, device, requires_grad, names);

    /// <summary>Ones. Three dimensions.</summary>
    public static Tensor ones(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeOnes([dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>Ones. Four dimensions.</summary>
    public static Tensor ones(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeOnes([dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>Ones. One dimension.</summary>
    public static Tensor ones(
        int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeOnes([size], dtype, device, requires_grad, names);

    /// <summary>Ones. Two dimensions.</summary>
    public static Tensor ones(
        int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeOnes([rows, columns], dtype, device, requires_grad, names);

    /// <summary>Ones. Three dimensions.</summary>
    public static Tensor ones(
        int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeOnes([dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>Ones. Four dimensions.</summary>
    public static Tensor ones(
        int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeOnes([dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>One value everywhere. Of the given shape.</summary>
    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeFull(size, value, dtype, device, requires_grad, names);

    /// <summary>One value everywhere. Of the given shape.</summary>
    public static Tensor full(
        ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeFull(size.ToArray(), value, dtype, device, requires_grad, names);

    /// <summary>One value everywhere. One dimension.</summary>
    public static Tensor full(
        long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeFull([size], value, dtype, device, requires_grad, names);

    /// <summary>One value everywhere. Two dimensions.</summary>
    public static Tensor full(
        long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeFull([rows, columns], value, dtype, device, requires_grad, names);

    /// <summary>One value everywhere. Three dimensions.</summary>
    public static Tensor full(
        long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeFull([dim0, dim1, dim2], value, dtype, device, requires_grad, names);

    /// <summary>One value everywhere. Four dimensions.</summary>
    public static Tensor full(
        long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        MakeFull([dim0, dim1, dim2, dim3], value, dtype, device, requires_grad, names);

    /// <summary>One value everywhere. One dimension.</summary>
    public static Tensor full(
        int size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeFull([size], value, dtype, device, requires_grad, names);

    /// <summary>One value everywhere. Two dimensions.</summary>
    public static Tensor full(
        int rows, int columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeFull([rows, columns], value, dtype, device, requires_grad, names);

    /// <summary>One value everywhere. Three dimensions.</summary>
    public static Tensor full(
        int dim0, int dim1, int dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeFull([dim0, dim1, dim2], value, dtype, device, requires_grad, names);

    /// <summary>One value everywhere. Four dimensions.</summary>
    public static Tensor full(
        int dim0, int dim1, int dim2, int dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        MakeFull([dim0, dim1, dim2, dim3], value, dtype, device, requires_grad, names);

    /// <summary>Uniform numbers in [0, 1). Of the given shape.</summary>
    public static Tensor rand(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRand(size, dtype, device, requires_grad, generator, names);

    /// <summary>Uniform numbers in [0, 1). Of the given shape.</summary>
    public static Tensor rand(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRand(size.ToArray(), dtype, device, requires_grad, generator, names);

    /// <summary>Uniform numbers in [0, 1). One dimension.</summary>
    public static Tensor rand(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRand([size], dtype, device, requires_grad, generator, names);

    /// <summary>Uniform numbers in [0, 1). Two dimensions.</summary>
    public static Tensor rand(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRand([rows, columns], dtype, device, requires_grad, generator, names);

    /// <summary>Uniform numbers in [0, 1). Three dimensions.</summary>
    public static Tensor rand(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        MakeRand([dim0, dim1, dim2], dtype, device, requires_grad, generator, names);

    /// <summary>Uniform numbers in [0, 1). Four dimensions.</summary>
    public static Tensor rand(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        MakeRand([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);

    /// <summary>Uniform numbers in [0, 1). One dimension.</summary>
    public static Tensor rand(
        int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRand([size], dtype, device, requires_grad, generator, names);

    /// <summary>Uniform numbers in [0, 1). Two dimensions.</summary>
    public static Tensor rand(
        int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRand([rows, columns], dtype, device, requires_grad, generator, names);

    /// <summary>Uniform numbers in [0, 1). Three dimensions.</summary>
    public static Tensor rand(
        int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        MakeRand([dim0, dim1, dim2], dtype, device, requires_grad, generator, names);

    /// <summary>Uniform numbers in [0, 1). Four dimensions.</summary>
    public static Tensor rand(
        int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        MakeRand([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. Of the given shape.</summary>
    public static Tensor randn(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRandn(size, dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. Of the given shape.</summary>
    public static Tensor randn(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRandn(size.ToArray(), dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. One dimension.</summary>
    public static Tensor randn(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRandn([size], dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. Two dimensions.</summary>
    public static Tensor randn(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRandn([rows, columns], dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. Three dimensions.</summary>
    public static Tensor randn(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        MakeRandn([dim0, dim1, dim2], dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. Four dimensions.</summary>
    public static Tensor randn(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        MakeRandn([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. One dimension.</summary>
    public static Tensor randn(
        int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRandn([size], dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. Two dimensions.</summary>
    public static Tensor randn(
        int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        MakeRandn([rows, columns], dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. Three dimensions.</summary>
    public static Tensor randn(
        int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        MakeRandn([dim0, dim1, dim2], dtype, device, requires_grad, generator, names);

    /// <summary>Standard normal numbers. Four dimensions.</summary>
    public static Tensor randn(
        int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        MakeRandn([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);

    private static Tensor MakeEmpty(long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Finish(Aten.EmptyMemoryFormat.Call(size, DefaultType(dtype), Arg.None, device), requires_grad, names);

    private static Tensor MakeZeros(long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Finish(Aten.Zeros.Call(size, DefaultType(dtype), Arg.None, device), requires_grad, names);

    private static Tensor MakeOnes(long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Finish(Aten.Ones.Call(size, DefaultType(dtype), Arg.None, device), requires_grad, names);

    private static Tensor MakeFull(long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Finish(Aten.Full.Call(size, value, dtype, Arg.None, device), requires_grad, names);

    private static Tensor MakeRand(
        long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Finish(Aten.RandGenerator.Call(size, generator, DefaultType(dtype), Arg.None, device), requires_grad, names);

    private static Tensor MakeRandn(
        long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Finish(Aten.RandnGenerator.Call(size, generator, DefaultType(dtype), Arg.None, device), requires_grad, names);

    private static ScalarType DefaultType(ScalarType? dtype) => dtype ?? get_default_dtype();

    private static Tensor Finish(Tensor result, bool requires_grad, string[]? names)
    {
        if (names is { Length: > 0 })
        {
            result.Dispose();
            throw new NotSupportedException("named dimensions are not supported by this binding");
        }
        return requires_grad ? result.requires_grad_() : result;
    }
}
