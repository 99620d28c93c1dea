using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Converted to a type; itself when it has it already, unless <c>copy</c>.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, copy, disposeAfter, non_blocking);

        /// <summary>Converted to a type; itself when it has it already, unless <c>copy</c>.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            if (!copy && dtype == type)
                return this;
            return Replace(Aten.ToDtype.Call(this, type, non_blocking, copy), disposeAfter);
        }

        /// <summary>Moved to a device and converted; itself when there is nothing to do, unless <c>copy</c>.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            if (!copy && dtype == type && IsOn(device))
                return this;
            return Replace(Aten.ToDevice.Call(this, device, type, non_blocking, copy), disposeAfter);
        }

        /// <summary>Moved to a device; itself when it is there already, unless <c>copy</c>.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        /// <summary>Moved to a device; itself when it is there already, unless <c>copy</c>.</summary>
        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>Moved to a device; itself when it is there already, unless <c>copy</c>.</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>With the type and on the device of another.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        /// <summary>Converted to a type.</summary>
        public Tensor type(ScalarType dtype) => to(dtype);

        /// <summary>On the CPU.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>On a CUDA device.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>In memory that is locked for copies to a CUDA device.</summary>
        public Tensor pin_memory() => Aten.PinMemory.Call(this);

        /// <summary>As 8-bit truth values.</summary>
        public Tensor @bool() => to(ScalarType.Bool);

        /// <summary>As unsigned 8-bit numbers.</summary>
        public Tensor @byte() => to(ScalarType.Byte);

        /// <summary>As signed 8-bit numbers.</summary>
        public Tensor @char() => to(ScalarType.Int8);

        /// <summary>As 16-bit numbers.</summary>
        public Tensor @short() => to(ScalarType.Int16);

        /// <summary>As 32-bit numbers.</summary>
        public Tensor @int() => to(ScalarType.Int32);

        /// <summary>As 64-bit numbers.</summary>
        public Tensor @long() => to(ScalarType.Int64);

        /// <summary>As IEEE half precision.</summary>
        public Tensor half() => to(ScalarType.Float16);

        /// <summary>As bfloat16.</summary>
        public Tensor bfloat16() => to(ScalarType.BFloat16);

        /// <summary>As single precision.</summary>
        public Tensor @float() => to(ScalarType.Float32);

        /// <summary>As double precision.</summary>
        public Tensor @double() => to(ScalarType.Float64);

        private bool IsOn(Device device) =>
            device_type == device.type && (device.index == device_index || device.index < 0 || device.type == DeviceType.CPU);

        private Tensor Replace(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
                Dispose();
            return result;
        }
    }
}
