using System.Runtime.InteropServices;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// A convolution and the ReLU after it as one operation of oneDNN. libtorch has it for compiled models, as an entry of its stable C
/// interface (torch/csrc/inductor/aoti_torch/generated/c_shim_cpu.h). It has no gradient.
/// </summary>
internal static unsafe partial class PointwiseConv
{
    private static readonly bool Present = TensorMemory.Has("aoti_torch_cpu_mkldnn__convolution_pointwise");

    /// <summary>Whether x, [N, C, H, W], qualifies: on the CPU, channels-last, of a supported type, and oneDNN in use.</summary>
    internal static bool Serves(Tensor x) =>
        Present && KernelType.Exists(x) && Numerics.State.OneDnnInUse && (x.dtype == ScalarType.Float32 || Capabilities.HasFastBFloat16(CPU))
        && !Layout.IsDefault(x);

    /// <summary>relu(conv(x; weight, bias)).</summary>
    internal static Tensor Relu(Tensor x, Tensor weight, Tensor bias, long[] stride, long[] padding, long[] dilation, long groups)
    {
        nint biasHandle = bias.Handle, result = 0;
        int code;
        fixed (long* strides = stride, paddings = padding, dilations = dilation)
        fixed (byte* relu = "relu\0"u8)
        {
            code = aoti_torch_cpu_mkldnn__convolution_pointwise(
                x.Handle, weight.Handle, &biasHandle, paddings, padding.Length, strides, stride.Length, dilations, dilation.Length, groups, relu,
                null, 0, null, &result);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        return code == 0 ? Tensor.UnsafeCreateTensor(result)
            : throw new InvalidOperationException("oneDNN rejected a convolution with ReLU.");
    }

    [LibraryImport(TensorMemory.Library)]
    private static partial int aoti_torch_cpu_mkldnn__convolution_pointwise(
        nint x, nint weight, nint* bias, long* padding, long paddings, long* stride, long strides, long* dilation, long dilations, long groups,
        byte* after, double** scalars, long scalarCount, byte** algorithm, nint* result);
}
