using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Where a tensor is in memory, and new tensors with a given layout, through the C interface that libtorch keeps stable for compiled models
/// (torch/csrc/inductor/aoti_torch/c/shim.h): it takes nanoseconds where TorchSharp takes most of a microsecond, and it
/// supports channels-last, which TorchSharp cannot ask for.
/// </summary>
internal static unsafe partial class TensorMemory
{
    /// <summary>The library that holds the interface.</summary>
    internal const string Library = "torch_cpu";

    /// <summary>Whether this libtorch has the interface that kernels need.</summary>
    internal static bool IsAvailable { get; } = Has(nameof(aoti_torch_empty_strided));

    /// <summary>Whether this libtorch has an entry.</summary>
    internal static bool Has(string entry) =>
        NativeLibrary.TryLoad(Library, typeof(TensorMemory).Assembly, null, out var library) && NativeLibrary.TryGetExport(library, entry, out _);

    /// <summary>The address of the first value.</summary>
    internal static void* Data(Tensor tensor)
    {
        void* data;
        Check(aoti_torch_get_data_ptr(tensor.Handle, &data));
        return data;
    }

    /// <summary>The four sizes and strides of a tensor of rank 4. Valid while the tensor lives.</summary>
    /// <exception cref="ArgumentException">The rank is not 4.</exception>
    internal static void Shape(Tensor tensor, out long* sizes, out long* strides)
    {
        long rank;
        long* size;
        long* stride;
        Check(aoti_torch_get_dim(tensor.Handle, &rank));
        if (rank != 4)
            throw new ArgumentException($"expected [N, C, H, W], found {rank} dimensions");
        Check(aoti_torch_get_sizes(tensor.Handle, &size));
        Check(aoti_torch_get_strides(tensor.Handle, &stride));
        sizes = size;
        strides = stride;
    }

    /// <summary>New memory [N, C, H, W] on the CPU, channels-last, of x's type; its contents are undefined.</summary>
    internal static Tensor Empty(ScalarType type, long images, long channels, long rows, long columns)
    {
        var sizes = stackalloc long[] { images, channels, rows, columns };
        var strides = stackalloc long[] { rows * columns * channels, 1, columns * channels, channels };
        nint handle;
        Check(aoti_torch_empty_strided(4, sizes, strides, (int)type, 0, 0, &handle));
        return Tensor.UnsafeCreateTensor(handle);
    }

    private static void Check(int code)
    {
        if (code != 0)
            throw new InvalidOperationException("libtorch could not describe a tensor.");
    }

    [LibraryImport(Library)]
    private static partial int aoti_torch_get_data_ptr(nint tensor, void** data);

    [LibraryImport(Library)]
    private static partial int aoti_torch_get_dim(nint tensor, long* rank);

    [LibraryImport(Library)]
    private static partial int aoti_torch_get_sizes(nint tensor, long** sizes);

    [LibraryImport(Library)]
    private static partial int aoti_torch_get_strides(nint tensor, long** strides);

    [LibraryImport(Library)]
    private static partial int aoti_torch_empty_strided(
        long rank, long* sizes, long* strides, int type, int deviceType, int deviceIndex, nint* result);
}
