using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves the module to a device.</summary>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                Convert(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves the module to a device and converts it.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking) =>
                Convert(dtype, device, non_blocking);

            /// <summary>Converts the module.</summary>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking) => Convert(dtype, null, non_blocking);

            /// <summary>Device and type, or the defaults.</summary>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? CPU, dtype ?? get_default_dtype());

            // Whole numbers (such as a count of batches) keep their type. The objects stay the same, so that whoever holds a parameter (an
            // optimiser, a typed property) holds the converted one.
            private Module Convert(ScalarType? dtype, Device? device, bool non_blocking)
            {
                using var mode = no_grad();
                foreach (var (_, tensor) in Everything())
                {
                    var wanted = dtype is { } type && tensor.is_floating_point() ? type : tensor.dtype;
                    var converted = tensor.to(wanted, device ?? tensor.device, non_blocking: non_blocking);
                    if (ReferenceEquals(converted, tensor))
                        continue;
                    converted.DetachFromDisposeScope();
                    var gradient = tensor.grad;
                    var requires = tensor.requires_grad;
                    tensor.Replace(converted);
                    if (requires)
                        tensor.requires_grad = true;
                    if (gradient is not null)
                    {
                        using (gradient)
                        using (var moved = gradient.to(wanted, device ?? gradient.device, copy: true, non_blocking: non_blocking))
                            tensor.grad = moved;
                    }
                }
                return this;
            }

            private IEnumerable<(string, Tensor)> Everything() =>
                named_parameters().Select(item => (item.name, (Tensor)item.parameter)).Concat(named_buffers());
        }
    }
}

/// <summary>Moving and converting modules; each returns the module itself.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves the module to a device.</summary>
    public static T to<T>(this T module, torch.Device device, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(device.type, device.index, non_blocking);

    /// <summary>Moves the module to a device.</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : torch.nn.Module => module.to(new torch.Device(device), non_blocking);

    /// <summary>Moves the module to a device.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(deviceType, deviceIndex, non_blocking);

    /// <summary>Moves the module to a device and converts it.</summary>
    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(device, type, non_blocking);

    /// <summary>Converts the module.</summary>
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(type, non_blocking);

    /// <summary>Gives the module the type and the device of a tensor.</summary>
    public static T to<T>(this T module, torch.Tensor other, bool non_blocking = false)
        where T : torch.nn.Module => module.to(other.device, other.dtype, non_blocking);

    /// <summary>Moves the module to the CPU.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module.to(torch.CPU, non_blocking);

    /// <summary>Moves the module to a CUDA device.</summary>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module => module.to(DeviceType.CUDA, deviceIndex, non_blocking);

    /// <summary>Converts the module to single precision.</summary>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module.to(torch.ScalarType.Float32, non_blocking);

    /// <summary>Converts the module to double precision.</summary>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module.to(torch.ScalarType.Float64, non_blocking);

    /// <summary>Converts the module to bfloat16.</summary>
    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module.to(torch.ScalarType.BFloat16, non_blocking);

    /// <summary>Converts the module to IEEE half precision.</summary>
    public static T half<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module.to(torch.ScalarType.Float16, non_blocking);
}
