using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Nn;

/// <summary>
/// The mathematics of generated code. Values are rank 4, [N, C, H, W], whatever their memory layout.
/// Arithmetic follows the activation: a weight whose type differs from the activation's is cast to it, so feeding bfloat16 images
/// computes in bfloat16; batch-norm's values and statistics, and what the optimiser sees, stay in the type the module was built with.
/// Where <see cref="Capabilities"/> has a kernel for it, an operation is one node of the autograd graph and few passes over memory;
/// elsewhere it is the same mathematics in TorchSharp's own calls. The caller owns the results (use a dispose scope).
/// </summary>
/// <remarks>
/// Which part of a graph is best written as what (each saves passes over memory, forward and backward):
/// <code>
/// batch-norm, relu                                        BatchNormRelu
/// batch-norm, add[, relu]                                 BatchNormAdd[Relu]
/// batch-norm, relu, read only by slices that cover it     BatchNormReluSplit
/// y = batch-norm, relu; y + z with y read elsewhere too   BatchNormReluAdd      (the carry of Res2Net's cascade)
/// slices that cover a value                               Split
/// x read by a global average pool and by something else   WithMean              (a gate: both read the returned value)
/// </code>
/// </remarks>
public static class Ops
{
    /// <summary>Convolution of x [N, C, H, W] with the module's weight [O, C/groups, h, w]: [N, O, H', W'].</summary>
    public static Tensor Conv(Conv2d conv, Tensor x) => PlainOps.Conv(conv, x);

    /// <summary>
    /// Batch normalisation (Ioffe and Szegedy, arXiv:1502.03167): with the batch's statistics while the module trains, else the running.
    /// </summary>
    public static Tensor BatchNorm(BatchNorm2d bn, Tensor x) => Capabilities.For(x).BatchNorm(bn, x, relu: false, residual: null);

    /// <summary>relu(batch-norm(x)).</summary>
    public static Tensor BatchNormRelu(BatchNorm2d bn, Tensor x) => Capabilities.For(x).BatchNorm(bn, x, relu: true, residual: null);

    /// <summary>batch-norm(x) + residual; both of x's shape.</summary>
    public static Tensor BatchNormAdd(BatchNorm2d bn, Tensor x, Tensor residual) =>
        Capabilities.For(x).BatchNorm(bn, x, relu: false, residual);

    /// <summary>relu(batch-norm(x) + residual); both of x's shape.</summary>
    public static Tensor BatchNormAddRelu(BatchNorm2d bn, Tensor x, Tensor residual) =>
        Capabilities.For(x).BatchNorm(bn, x, relu: true, residual);

    /// <summary>relu(batch-norm(x)), cut into consecutive groups of channels that cover it.</summary>
    public static Tensor[] BatchNormReluSplit(BatchNorm2d bn, Tensor x, params long[] channels) =>
        Capabilities.For(x).BatchNormReluSplit(bn, x, channels);

    /// <summary>y = relu(batch-norm(x)), and y + next; all of x's shape.</summary>
    public static (Tensor Value, Tensor Sum) BatchNormReluAdd(BatchNorm2d bn, Tensor x, Tensor next) =>
        Capabilities.For(x).BatchNormReluAdd(bn, x, next);

    /// <summary>max(x, 0).</summary>
    public static Tensor Relu(Tensor x) => x.relu();

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static Tensor Sigmoid(Tensor x) => x.sigmoid();

    /// <summary>a + b; equal shapes.</summary>
    public static Tensor Add(Tensor a, Tensor b) => a + b;

    /// <summary>relu(a + b); equal shapes.</summary>
    public static Tensor AddRelu(Tensor a, Tensor b) => (a + b).relu();

    /// <summary>x [N, C, H, W] times gate, whose sizes are x's or 1.</summary>
    public static Tensor Multiply(Tensor x, Tensor gate) => Capabilities.For(x).Multiply(x, gate);

    /// <summary>Channels <paramref name="from"/> .. <paramref name="from"/> + <paramref name="channels"/> - 1 of x.</summary>
    public static Tensor Slice(Tensor x, long from, long channels) => x.narrow(1, from, channels);

    /// <summary>
    /// x cut into consecutive groups of channels that cover it: one node of the autograd graph where slices would be one each.
    /// </summary>
    public static Tensor[] Split(Tensor x, params long[] channels) => Capabilities.For(x).Split(x, channels);

    /// <summary>The parts one after the other along the channels.</summary>
    public static Tensor Concat(params Tensor[] parts) => Capabilities.For(parts[0]).Concat(parts);

    /// <summary>Mean over each window.</summary>
    public static Tensor AvgPool(Tensor x, (long, long) kernel, (long, long) stride, (long, long) padding, bool countIncludePad) =>
        Capabilities.For(x).AvgPool(x, kernel, stride, padding, countIncludePad);

    /// <summary>Maximum over each window.</summary>
    public static Tensor MaxPool(Tensor x, (long, long) kernel, (long, long) stride, (long, long) padding) =>
        nn.functional.max_pool2d(x, kernel, stride, padding);

    /// <summary>Mean over rows and columns: [N, C, 1, 1].</summary>
    public static Tensor GlobalAvgPool(Tensor x)
    {
        var (value, mean) = Capabilities.For(x).WithMean(x);
        value.Dispose();
        return mean;
    }

    /// <summary>
    /// x and its mean over rows and columns, [N, C, 1, 1]. What reads x afterwards should read the returned value: the gradients of
    /// both then meet in one pass.
    /// </summary>
    public static (Tensor Value, Tensor Mean) WithMean(Tensor x) => Capabilities.For(x).WithMean(x);

    /// <summary>[N, C, H, W] to [N, C * H * W, 1, 1], channels slowest.</summary>
    public static Tensor Flatten(Tensor x) => x.reshape(x.shape[0], -1, 1, 1);

    /// <summary>A linear layer: [N, C, 1, 1] to [N, out, 1, 1].</summary>
    public static Tensor Linear(Linear linear, Tensor x) => PlainOps.Linear(linear, x);

    /// <summary>
    /// The parameter-free shortcut of He et al. (arXiv:1512.03385, option A): every stride-th row and column, and zero channels
    /// appended up to <paramref name="channels"/>.
    /// </summary>
    public static Tensor PadShortcut(Tensor x, (long, long) stride, long channels) => PlainOps.PadShortcut(x, stride, channels);
}
