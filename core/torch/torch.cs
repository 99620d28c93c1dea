using SeRes2Net.Torch;

namespace TorchSharp;

/// <summary>
/// The subset of TorchSharp's API that this project uses, over the machine's own libtorch. Names, parameters and behaviour are
/// TorchSharp 0.106's. libtorch is loaded by the first use of a tensor.
/// </summary>
public static partial class torch
{
    /// <summary>The CPU.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>Tensors that have a shape and no data.</summary>
    public static readonly Device META = new(DeviceType.META);

    public static ScalarType uint8 = ScalarType.Byte;
    public static ScalarType int8 = ScalarType.Int8;
    public static ScalarType int16 = ScalarType.Int16;
    public static ScalarType int32 = ScalarType.Int32;
    public static ScalarType int64 = ScalarType.Int64;
    public static ScalarType float16 = ScalarType.Float16;
    public static ScalarType float32 = ScalarType.Float32;
    public static ScalarType float64 = ScalarType.Float64;
    public static ScalarType bfloat16 = ScalarType.BFloat16;
    public static ScalarType @bool = ScalarType.Bool;
    public static ScalarType @short = ScalarType.Int16;
    public static ScalarType @int = ScalarType.Int32;
    public static ScalarType @long = ScalarType.Int64;
    public static ScalarType half = ScalarType.Float16;
    public static ScalarType @float = ScalarType.Float32;
    public static ScalarType @double = ScalarType.Float64;

    private static ScalarType defaultType = ScalarType.Float32;

    /// <summary>The first CUDA device.</summary>
    public static Device CUDA => new(DeviceType.CUDA);

    /// <summary>The version of libtorch.</summary>
    public static string __version__ => LibTorch.Version;

    /// <summary>The type of new floating-point tensors that name none.</summary>
    public static ScalarType get_default_dtype() => defaultType;

    /// <summary>Sets the type of new floating-point tensors that name none.</summary>
    public static void set_default_dtype(ScalarType dtype) => defaultType = dtype;

    /// <summary>A device from its description.</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device from its kind and number.</summary>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A device from its kind and number.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>The CUDA device of that number.</summary>
    public static Device device(int index) => new(index);

    /// <summary>Number of threads that work on one operation.</summary>
    public static int get_num_threads() => NativeMethods.srn_get_num_threads();

    /// <summary>Sets the number of threads that work on one operation.</summary>
    public static void set_num_threads(int num) => NativeMethods.Check(NativeMethods.srn_set_num_threads(num));

    /// <summary>Number of threads for operations that run side by side.</summary>
    public static int get_num_interop_threads() => NativeMethods.srn_get_num_interop_threads();

    /// <summary>Sets the number of threads for operations that run side by side; possible once, before the first such operation.</summary>
    public static void set_num_interop_threads(int num) => NativeMethods.Check(NativeMethods.srn_set_num_interop_threads(num));

    /// <summary>Whether there is a CUDA device.</summary>
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>CUDA devices.</summary>
    public static class cuda
    {
        /// <summary>Whether there is a CUDA device.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>Whether cuDNN is there.</summary>
        public static bool is_cudnn_available()
        {
            NativeMethods.Check(NativeMethods.srn_cudnn_available(out var result));
            return result != 0;
        }

        /// <summary>Number of CUDA devices.</summary>
        public static int device_count()
        {
            NativeMethods.Check(NativeMethods.srn_cuda_device_count(out var result));
            return result;
        }

        /// <summary>Seeds the generator of the current CUDA device.</summary>
        public static void manual_seed(long seed) => NativeMethods.Check(NativeMethods.srn_cuda_manual_seed(unchecked((ulong)seed), 0));

        /// <summary>Seeds the generators of all CUDA devices.</summary>
        public static void manual_seed_all(long seed) => NativeMethods.Check(NativeMethods.srn_cuda_manual_seed(unchecked((ulong)seed), 1));

        /// <summary>Waits until a CUDA device has done everything it was given.</summary>
        public static void synchronize(Device? device = null) =>
            NativeMethods.Check(NativeMethods.srn_cuda_synchronize(device?.index ?? -1));
    }
}
