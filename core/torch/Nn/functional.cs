using SeRes2Net.Torch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What modules compute, as functions.</summary>
        public static partial class functional
        {
            /// <summary>Convolution of sequences [N, C, L] with weights [out, C / groups, k].</summary>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null,
                long groups = 1) =>
                Aten.Conv1d.Call(input, weight, bias, new[] { stride ?? 1 }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, groups);

            /// <summary>Convolution of images [N, C, H, W] with weights [out, C / groups, kh, kw].</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1) =>
                Aten.Conv2d.Call(input, weight, bias, strides ?? One, padding ?? Zero, dilation ?? One, groups);

            /// <summary>Batch normalisation with the batch's statistics (in training; the running ones follow) or the running.</summary>
            public static Tensor batch_norm(
                Tensor input, Tensor running_mean, Tensor running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                double momentum = 0.1, double eps = 1E-05) =>
                Aten.BatchNorm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            /// <summary>Normalisation over the last dimensions.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Aten.LayerNorm.Call(input, normalized_shape, weight, bias, eps);

            /// <summary>Normalisation over groups of channels.</summary>
            public static Tensor group_norm(
                Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Aten.GroupNorm.Call(input, num_groups, weight, bias, eps);

            /// <summary>input weights^T + bias.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.Linear.Call(input, weights, bias);

            /// <summary>Zeroes elements with probability p and scales the others up, when training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!inplace)
                    return Aten.Dropout.Call(input, p, training);
                Aten.DropoutInPlace.Run(input, p, training);
                return input.alias();
            }

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? x.relu6_().alias() : x.relu6();

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? input.leaky_relu_(negative_slope).alias() : input.leaky_relu(negative_slope);

            public static Tensor gelu(Tensor x) => x.gelu();

            public static Tensor gelu(Tensor x, bool inplace)
            {
                if (!inplace)
                    return x.gelu();
                using var value = x.gelu();
                return x.copy_(value).alias();
            }

            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            public static Tensor hardsigmoid(Tensor input, bool inplace = false) =>
                inplace ? input.hardsigmoid_().alias() : input.hardsigmoid();

            public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? input.hardswish_().alias() : input.hardswish();

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => x.softplus(beta, threshold);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>Classes as unit vectors along a new last dimension; -1 takes the largest class plus one.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.OneHot.Call(x, num_classes);

            /// <summary>Scaled to p-norm 1 along a dimension.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using var norm = input.norm((int)dim, true, (float)p);
                using var bounded = norm.clamp_min(eps);
                return input.div(bounded);
            }

            internal static Tensor Conv2dWithRule(
                Tensor input, Tensor weight, Tensor? bias, long[] strides, Padding padding, long[] dilation, long groups) =>
                Aten.Conv2dPadding.Call(input, weight, bias, strides, padding == Padding.Same ? "same" : "valid", dilation, groups);

            internal static long[] Twice(long value) => [value, value];

            internal static long[]? Twice(long? value) => value is { } v ? [v, v] : null;

            internal static long[] Both((long, long) value) => [value.Item1, value.Item2];

            internal static long[]? Both((long, long)? value) => value is { } v ? [v.Item1, v.Item2] : null;

            private static readonly long[] One = [1, 1];
            private static readonly long[] Zero = [0, 0];
        }
    }
}
