using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SeRes2Net.Torch;

/// <summary>The C functions of the shim (native/*.cpp). The first use of this class loads libtorch; nothing else does.</summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>Name of the shim as DllImport sees it.</summary>
    internal const string Library = "SeRes2NetTorch";

    // A static constructor, not a field initialiser: it must run before the first call and not earlier.
    static NativeMethods()
    {
        try
        {
            Check(srn_initialise(Environment.ProcessorCount));
        }
        catch (DllNotFoundException exception)
        {
            throw new DllNotFoundException(
                "The tensor library cannot be loaded: libSeRes2NetTorch.so is missing beside the program, or the libtorch it was " +
                $"compiled against is gone (build again; on Debian: apt-get install libtorch-dev). {exception.Message}",
                exception);
        }
    }

    /// <summary>Throws when a call of the shim failed.</summary>
    /// <exception cref="ExternalException">libtorch's own message.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check(int status)
    {
        if (status != 0)
            Throw();
    }

    private static void Throw() => throw new ExternalException(Text(srn_last_error()));

    /// <summary>A zero-terminated UTF-8 string that the shim owns.</summary>
    internal static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    [LibraryImport(Library)]
    internal static partial int srn_initialise(int threads);

    [LibraryImport(Library)]
    internal static partial byte* srn_last_error();

    [LibraryImport(Library)]
    internal static partial byte* srn_version();

    [LibraryImport(Library)]
    internal static partial byte* srn_library_path();

    [LibraryImport(Library)]
    internal static partial int srn_get_num_threads();

    [LibraryImport(Library)]
    internal static partial int srn_set_num_threads(int threads);

    [LibraryImport(Library)]
    internal static partial int srn_get_num_interop_threads();

    [LibraryImport(Library)]
    internal static partial int srn_set_num_interop_threads(int threads);

    [LibraryImport(Library)]
    internal static partial int srn_cuda_device_count(out int result);

    [LibraryImport(Library)]
    internal static partial int srn_cudnn_available(out int result);

    [LibraryImport(Library)]
    internal static partial int srn_cuda_synchronize(long device);

    [LibraryImport(Library)]
    internal static partial int srn_manual_seed(ulong seed);

    [LibraryImport(Library)]
    internal static partial int srn_cuda_manual_seed(ulong seed, int allDevices);

    [LibraryImport(Library)]
    internal static partial int srn_generator_default(int deviceType, int deviceIndex, out nint result);

    [LibraryImport(Library)]
    internal static partial int srn_generator_new(ulong seed, int deviceType, int deviceIndex, out nint result);

    [LibraryImport(Library)]
    internal static partial void srn_generator_free(nint generator);

    [LibraryImport(Library)]
    internal static partial int srn_generator_set_seed(nint generator, ulong seed);

    [LibraryImport(Library)]
    internal static partial int srn_generator_seed(nint generator, out long result);

    [LibraryImport(Library)]
    internal static partial int srn_generator_current_seed(nint generator, out long result);

    [LibraryImport(Library)]
    internal static partial int srn_generator_state(nint generator, out nint result);

    [LibraryImport(Library)]
    internal static partial int srn_generator_set_state(nint generator, nint state);

    [LibraryImport(Library)]
    internal static partial void srn_tensor_free(nint tensor);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_share(nint tensor, out nint result);

    [LibraryImport(Library)]
    internal static partial long srn_tensor_ndim(nint tensor);

    [LibraryImport(Library)]
    internal static partial long srn_tensor_numel(nint tensor);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_sizes(nint tensor, long* result);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_strides(nint tensor, long* result);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_storage_offset(nint tensor, out long result);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_dtype(nint tensor);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_element_size(nint tensor);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_device_type(nint tensor);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_device_index(nint tensor);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_is_contiguous(nint tensor, int format, out int result);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_data(nint tensor, out nint result);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_is_same(nint left, nint right);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_from_memory(
        nint data, long* sizes, int ndim, int dtype, delegate* unmanaged<nint, void> release, nint owner, out nint result);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_requires_grad(nint tensor);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_set_requires_grad(nint tensor, int value);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_is_leaf(nint tensor);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_retain_grad(nint tensor);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_grad(nint tensor, out nint result);

    [LibraryImport(Library)]
    internal static partial int srn_tensor_set_grad(nint tensor, nint grad);

    [LibraryImport(Library)]
    internal static partial int srn_backward(
        nint* tensors, int count, nint* gradients, int gradientCount, int retainGraph, int createGraph, nint* inputs, int inputCount);

    [LibraryImport(Library)]
    internal static partial int srn_grad(
        nint* outputs, int count, nint* inputs, int inputCount, nint* gradients, int gradientCount, int retainGraph, int createGraph,
        int allowUnused, nint* results);

    [LibraryImport(Library)]
    internal static partial int srn_grad_mode();

    [LibraryImport(Library)]
    internal static partial void srn_set_grad_mode(int enabled);

    [LibraryImport(Library)]
    internal static partial int srn_inference_mode();

    [LibraryImport(Library)]
    internal static partial int srn_inference_mode_new(int enabled, out nint result);

    [LibraryImport(Library)]
    internal static partial void srn_inference_mode_free(nint guard);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int srn_op_find(string name, string overload, out nint result);

    [LibraryImport(Library)]
    internal static partial int srn_op_call(nint op, long* words, int count, nint* results, int wanted);

    [LibraryImport(Library)]
    internal static partial int srn_op_call_list(nint op, long* words, int count, out nint* results, out long length);

    [LibraryImport(Library)]
    internal static partial int srn_op_call_number(nint op, long* words, int count, out long integer, out double real, out int isReal);

    [LibraryImport(Library)]
    internal static partial void srn_free(void* memory);
}
