using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Means of windows.</summary>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Aten.AvgPool2d.Call(
                    input, kernel_size, stride ?? kernel_size, padding ?? Zero, ceil_mode, count_include_pad, divisor_override);

            /// <summary>Means of square windows.</summary>
            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Twice(kernel_size), Twice(stride), Twice(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Means of windows.</summary>
            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Both(kernel_size), Both(stride), Both(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Maxima of windows.</summary>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                Aten.MaxPool2d.Call(input, kernel_size, strides ?? kernel_size, padding ?? Zero, dilation ?? One, ceil_mode);

            /// <summary>Maxima of square windows.</summary>
            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Twice(kernel_size), Twice(stride), Twice(padding), Twice(dilation), ceil_mode);

            /// <summary>Maxima of windows.</summary>
            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Both(kernel_size), Both(stride), Both(padding), Both(dilation), ceil_mode);

            /// <summary>Maxima of windows, and where in the image they were.</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                Aten.MaxPool2dWithIndices.Call2(input, kernel_size, strides ?? kernel_size, padding ?? Zero, dilation ?? One, ceil_mode);

            /// <summary>Means of as many windows as the output has places.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Aten.AdaptiveAvgPool2d.Call(input, output_size);

            /// <summary>Means of as many windows as the output has places.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, Twice(output_size));

            /// <summary>Means of as many windows as the output has places.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) =>
                adaptive_avg_pool2d(input, Both(output_size));

            /// <summary>Padded at the start and the end of dimensions, the last one first.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant or PaddingModes.Zeros => Aten.ConstantPadNd.Call(input, pad, value),
                PaddingModes.Reflect when pad.Length == 2 => Aten.ReflectionPad1d.Call(input, pad),
                PaddingModes.Reflect when pad.Length == 4 => Aten.ReflectionPad2d.Call(input, pad),
                PaddingModes.Replicate when pad.Length == 2 => Aten.ReplicationPad1d.Call(input, pad),
                PaddingModes.Replicate when pad.Length == 4 => Aten.ReplicationPad2d.Call(input, pad),
                PaddingModes.Circular => Aten.PadCircular.Call(input, pad),
                _ => throw new ArgumentException($"{mode} padding of {pad.Length / 2} dimensions is not possible"),
            };

            /// <summary>Padded at the start and the end of dimensions, the last one first.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            /// <summary>Padded at the start and the end of the last dimension.</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, Both(pad), mode, value);

            /// <summary>Padded at the start and the end of the last two dimensions, the last one first.</summary>
            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>Images [N, C, H, W] in another size, given as such or as factors.</summary>
            /// <exception cref="NotSupportedException">A mode for other than two dimensions, or antialiasing.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if (antialias || recompute_scale_factor)
                    throw new NotSupportedException("interpolate supports neither antialiasing nor recomputed factors in this binding");
                return mode switch
                {
                    InterpolationMode.Nearest => Aten.UpsampleNearest2dVec.Call(x, size, scale_factor),
                    InterpolationMode.NearestExact => Aten.UpsampleNearestExact2dVec.Call(x, size, scale_factor),
                    InterpolationMode.Bilinear => Aten.UpsampleBilinear2dVec.Call(x, size, align_corners ?? false, scale_factor),
                    InterpolationMode.Bicubic => Aten.UpsampleBicubic2dVec.Call(x, size, align_corners ?? false, scale_factor),
                    InterpolationMode.Area when size is not null => adaptive_avg_pool2d(x, size),
                    _ => throw new NotSupportedException($"{mode} interpolation of images is not supported by this binding"),
                };
            }

            /// <summary>Channels spread over pixels (arXiv:1609.05158).</summary>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Aten.PixelShuffle.Call(input, upscale_factor);

            /// <summary>Pixels gathered into channels.</summary>
            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) => Aten.PixelUnshuffle.Call(input, downscale_factor);

            /// <summary>Every window of an image as a column: [N, C kh kw, L].</summary>
            public static Tensor unfold(
                Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null,
                (long, long)? stride = null) =>
                Aten.Im2col.Call(input, Both(kernel_size), Both(dilation) ?? One, Both(padding) ?? Zero, Both(stride) ?? One);

            /// <summary>Every square window of an image as a column: [N, C k k, L].</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));
        }
    }
}
