using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where tensors live. A plain value: making one touches no library.</summary>
    public class Device
    {
        /// <summary>From a description such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
        /// <exception cref="ArgumentException">The description is none of these.</exception>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = ParseType(parts[0]);
            index = parts.Length == 1 ? -1
                : parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : throw new ArgumentException($"'{description}' is not a device; expected e.g. cpu, cuda or cuda:1");
        }

        public Device(string deviceType, int index = -1)
        {
            type = ParseType(deviceType);
            this.index = index;
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>The CUDA device of that number.</summary>
        public Device(int index)
        {
            type = DeviceType.CUDA;
            this.index = index;
        }

        /// <summary>Kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Its number; -1 for "the current one".</summary>
        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return index < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }

        private static DeviceType ParseType(string name) =>
            Enum.TryParse<DeviceType>(name, ignoreCase: true, out var type) && !char.IsAsciiDigit(name[0])
            ? type
            : throw new ArgumentException($"'{name}' is not a kind of device; expected e.g. cpu or cuda");
    }
}
