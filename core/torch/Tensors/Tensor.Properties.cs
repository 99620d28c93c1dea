using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Number of dimensions.</summary>
        public long ndim => Read(NativeMethods.srn_tensor_ndim(Handle));

        /// <summary>Number of dimensions.</summary>
        public long Dimensions => ndim;

        /// <summary>Size of each dimension.</summary>
        public unsafe long[] shape
        {
            get
            {
                var result = new long[ndim];
                fixed (long* start = result)
                    NativeMethods.Check(NativeMethods.srn_tensor_sizes(Handle, start));
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>Number of elements.</summary>
        public long NumberOfElements => numel();

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => element_size();

        /// <summary>Type of the elements.</summary>
        public ScalarType dtype => (ScalarType)Read(NativeMethods.srn_tensor_dtype(Handle));

        /// <summary>Where the elements live.</summary>
        public Device device => new(device_type, device_index);

        /// <summary>Kind of the device.</summary>
        public DeviceType device_type => (DeviceType)Read(NativeMethods.srn_tensor_device_type(Handle));

        /// <summary>Number of the device; -1 on the CPU.</summary>
        public int device_index => Read(NativeMethods.srn_tensor_device_index(Handle));

        /// <summary>Whether it lives on a CUDA device.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether it has a shape and no data.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>The matrix transposed.</summary>
        public Tensor T => Aten.NumpyT.Call(this);

        /// <summary>The last two dimensions swapped.</summary>
        public Tensor mT => transpose(-2, -1);

        /// <summary>Number of dimensions.</summary>
        public long dim() => ndim;

        /// <summary>Number of elements.</summary>
        public long numel() => Read(NativeMethods.srn_tensor_numel(Handle));

        /// <summary>Bytes of one element.</summary>
        public long element_size() => Read(NativeMethods.srn_tensor_element_size(Handle));

        /// <summary>Size of each dimension.</summary>
        public long[] size() => shape;

        /// <summary>Size of one dimension; negative numbers count from the end.</summary>
        public long size(int dim) => At(shape, dim);

        /// <summary>Distance in elements between neighbours along each dimension.</summary>
        public unsafe long[] stride()
        {
            var result = new long[ndim];
            fixed (long* start = result)
                NativeMethods.Check(NativeMethods.srn_tensor_strides(Handle, start));
            GC.KeepAlive(this);
            return result;
        }

        /// <summary>Distance in elements between neighbours along one dimension.</summary>
        public long stride(int dim) => At(stride(), dim);

        /// <summary>Place of the first element in the storage.</summary>
        public long storage_offset()
        {
            NativeMethods.Check(NativeMethods.srn_tensor_storage_offset(Handle, out var result));
            return Read(result);
        }

        /// <summary>Whether the elements lie in row-major order without gaps.</summary>
        public bool is_contiguous()
        {
            NativeMethods.Check(NativeMethods.srn_tensor_is_contiguous(Handle, 0, out var result));
            return Read(result) != 0;
        }

        /// <summary>Whether it lives on the CPU.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Whether the elements are real numbers with a point.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Whether the elements are whole numbers.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Whether the elements are complex numbers.</summary>
        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>Whether the only element is not zero.</summary>
        public bool is_nonzero() => Aten.IsNonzero.CallNumber(this) != 0;

        /// <summary>Whether the memory is locked for copies to a CUDA device.</summary>
        public bool is_pinned() => Aten.IsPinned.CallNumber(this) != 0;

        private static long At(long[] values, int dim) => values[dim < 0 ? dim + values.Length : dim];

        private TValue Read<TValue>(TValue value)
        {
            GC.KeepAlive(this);
            return value;
        }
    }

    /// <summary>Whether a type is a real number with a point.</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    /// <summary>Whether a type is a whole number (or a truth).</summary>
    public static bool is_integral(ScalarType type) => type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32
        or ScalarType.Int64 or ScalarType.Bool;

    /// <summary>Whether a type is a complex number.</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;
}
