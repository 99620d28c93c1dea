using System.Numerics;
using System.Runtime.CompilerServices;
using SeRes2Net.Torch;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// The bytes of a contiguous CPU tensor, in place: writes reach the tensor. Keep the tensor alive while using them.
        /// </summary>
        /// <exception cref="InvalidOperationException">Not on the CPU, or not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("the bytes of a tensor can be reached only when it is contiguous");
                return new Span<byte>(DataPointer(), checked((int)(numel() * element_size())));
            }
            set
            {
                var own = bytes;
                if (value.Length != own.Length)
                    throw new ArgumentException($"{value.Length} bytes do not fill a tensor of {own.Length} bytes");
                value.CopyTo(own);
            }
        }

        /// <summary>The elements of a CPU tensor, in place, in logical order whatever the strides are.</summary>
        /// <exception cref="ArgumentException">TItem is not the type of the elements.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            if (TypeOf<T>() is var wanted && wanted != dtype)
                throw new ArgumentException($"the elements are {dtype}, not {wanted}");
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only element, which must be of type T.</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or it is of another type.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
                throw new ArgumentException($"item needs a tensor of one element; this one has {numel()}");
            if (TypeOf<T>() is var wanted && wanted != dtype)
                throw new ArgumentException($"the element is {dtype}, not {wanted}");
            return ReadElement<T>();
        }

        /// <summary>The only element as a number.</summary>
        public Scalar ToScalar()
        {
            if (numel() != 1)
                throw new ArgumentException($"ToScalar needs a tensor of one element; this one has {numel()}");
            return dtype switch
            {
                ScalarType.Bool => ReadElement<bool>(),
                ScalarType.Byte => ReadElement<byte>(),
                ScalarType.Int8 => ReadElement<sbyte>(),
                ScalarType.Int16 => ReadElement<short>(),
                ScalarType.Int32 => ReadElement<int>(),
                ScalarType.Int64 => ReadElement<long>(),
                ScalarType.Float16 => new Scalar((double)ReadElement<Half>(), ScalarType.Float16),
                // bfloat16 is the upper half of a float32.
                ScalarType.BFloat16 => new Scalar(
                    (double)BitConverter.UInt32BitsToSingle((uint)ReadElement<ushort>() << 16), ScalarType.BFloat16),
                ScalarType.Float32 => new Scalar((double)ReadElement<float>(), ScalarType.Float32),
                ScalarType.Float64 => ReadElement<double>(),
                var other => throw new NotSupportedException($"a {other} element is not a Scalar"),
            };
        }

        internal static ScalarType TypeOf<T>() => TypeOf(typeof(T));

        internal static ScalarType TypeOf(Type type) =>
            type == typeof(bool) ? ScalarType.Bool
            : type == typeof(byte) ? ScalarType.Byte
            : type == typeof(sbyte) ? ScalarType.Int8
            : type == typeof(short) ? ScalarType.Int16
            : type == typeof(int) ? ScalarType.Int32
            : type == typeof(long) ? ScalarType.Int64
            : type == typeof(Half) ? ScalarType.Float16
            : type == typeof(float) ? ScalarType.Float32
            : type == typeof(double) ? ScalarType.Float64
            : type == typeof((float, float)) ? ScalarType.ComplexFloat32
            : type == typeof(Complex) ? ScalarType.ComplexFloat64
            : throw new NotSupportedException($"tensors have no elements of type {type.Name}");

        /// <summary>Address of the first element of a CPU tensor.</summary>
        internal unsafe void* DataPointer()
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("the elements can be reached only on the CPU; call cpu() first");
            NativeMethods.Check(NativeMethods.srn_tensor_data(Handle, out var data));
            GC.KeepAlive(this);
            return (void*)data;
        }

        private unsafe T ReadElement<T>()
            where T : unmanaged
        {
            if (device_type == DeviceType.CPU)
                return Read(Unsafe.Read<T>(DataPointer()));
            using var local = detach();
            using var copy = local.cpu();
            return copy.Read(Unsafe.Read<T>(copy.DataPointer()));
        }
    }
}
