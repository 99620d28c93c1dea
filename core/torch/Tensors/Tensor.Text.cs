using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, type and device, e.g. <c>[2x3], type = Float32, device = cpu</c>; a scalar also shows its value.</summary>
        public override string ToString()
        {
            if (IsInvalid)
                return "[disposed]";
            var sizes = string.Join("x", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
            var text = $"[{sizes}], type = {dtype}, device = {device}";
            return numel() == 1 && ndim == 0 && !is_complex() && !is_meta ? $"{text}, value = {Value()}" : text;
        }

        private string Value()
        {
            var scalar = ToScalar();
            return scalar.IsBool ? scalar.ToBoolean().ToString()
                : scalar.IsReal ? scalar.ToDouble().ToString(CultureInfo.InvariantCulture)
                : scalar.ToInt64().ToString(CultureInfo.InvariantCulture);
        }
    }
}
