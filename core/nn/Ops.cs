using SeRes2Net.Nn.Platform;
using TorchSharp.Modules;

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
/// conv, read only by one of these batch-norms             Conv + its name       (ConvBatchNorm alone, too; folded in evaluation)
/// slices that cover a value                               Split
/// x read by a global average pool and by something else   WithMean              (a gate: both read the returned value)
/// </code>
/// </remarks>
public static class Ops
{
    static Ops() => Numerics.Ensure();

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

    /// <summary>
    /// batch-norm(conv(x)). This and its relatives below are the two operations one after the other while the module trains or a gradient is
    /// wanted; in evaluation the normalisation is folded into the convolution (<see cref="FoldedConv"/>).
    /// </summary>
    public static Tensor ConvBatchNorm(Conv2d conv, BatchNorm2d bn, Tensor x) =>
        FoldedConv.Serves(conv, bn, x) ? FoldedConv.Run(conv, bn, x) : BatchNorm(bn, Conv(conv, x));

    /// <summary>relu(batch-norm(conv(x))).</summary>
    public static Tensor ConvBatchNormRelu(Conv2d conv, BatchNorm2d bn, Tensor x) =>
        FoldedConv.Serves(conv, bn, x) ? FoldedConv.Run(conv, bn, x, relu: true) : BatchNormRelu(bn, Conv(conv, x));

    /// <summary>batch-norm(conv(x)) + residual, of equal shapes.</summary>
    public static Tensor ConvBatchNormAdd(Conv2d conv, BatchNorm2d bn, Tensor x, Tensor residual) =>
        FoldedConv.Serves(conv, bn, x) ? FoldedConv.Run(conv, bn, x, relu: false, residual) : BatchNormAdd(bn, Conv(conv, x), residual);

    /// <summary>relu(batch-norm(conv(x)) + residual), of equal shapes.</summary>
    public static Tensor ConvBatchNormAddRelu(Conv2d conv, BatchNorm2d bn, Tensor x, Tensor residual) =>
        FoldedConv.Serves(conv, bn, x) ? FoldedConv.Run(conv, bn, x, relu: true, residual) : BatchNormAddRelu(bn, Conv(conv, x), residual);

    /// <summary>relu(batch-norm(conv(x))), cut into consecutive groups of channels that cover it.</summary>
    public static Tensor[] ConvBatchNormReluSplit(Conv2d conv, BatchNorm2d bn, Tensor x, params long[] channels) =>
        FoldedConv.Serves(conv, bn, x)
            ? Split(FoldedConv.Run(conv, bn, x, relu: true), channels)
            : BatchNormReluSplit(bn, Conv(conv, x), channels);

    /// <summary>y = relu(batch-norm(conv(x))), and y + next, of equal shapes.</summary>
    public static (Tensor Value, Tensor Sum) ConvBatchNormReluAdd(Conv2d conv, BatchNorm2d bn, Tensor x, Tensor next)
    {
        if (!FoldedConv.Serves(conv, bn, x))
            return BatchNormReluAdd(bn, Conv(conv, x), next);
        var y = FoldedConv.Run(conv, bn, x, relu: true);
        return (y, y + next);
    }

    /// <summary>Layer normalisation over the channels of every position (Ba et al., arXiv:1607.06450).</summary>
    public static Tensor LayerNorm(LayerNorm norm, Tensor x) => Normalisations.Layer(norm, x);

    /// <summary>Normalisation over the channels of a group and all positions (Wu and He, arXiv:1803.08494).</summary>
    public static Tensor GroupNorm(GroupNorm norm, Tensor x) => Normalisations.Group(norm, x);

    /// <summary>x times a learned factor per channel, plus a learned shift where there is one.</summary>
    public static Tensor Scale(Scale scale, Tensor x) => Normalisations.Scale(scale, x);

    /// <summary>max(x, 0).</summary>
    public static Tensor Relu(Tensor x) => x.relu();

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static Tensor Sigmoid(Tensor x) => x.sigmoid();

    /// <summary>min(max(x, 0), 6).</summary>
    public static Tensor Relu6(Tensor x) => nn.functional.relu6(x);

    /// <summary>x where it is positive, else slope times x.</summary>
    public static Tensor LeakyRelu(Tensor x, double slope) => nn.functional.leaky_relu(x, slope);

    /// <summary>x where it is positive, else the module's factor of its channel times x (He et al., arXiv:1502.01852).</summary>
    public static Tensor PRelu(PReLU layer, Tensor x)
    {
        using var factors = PlainOps.As(layer.weight, x)!.reshape(1, -1, 1, 1);
        using var negative = x.clamp_max(0);
        using var scaled = negative * factors;
        return x.relu() + scaled;
    }

    /// <summary>x times the normal distribution function of x, exact (Hendrycks and Gimpel, arXiv:1606.08415).</summary>
    public static Tensor Gelu(Tensor x) => nn.functional.gelu(x);

    /// <summary>x / (1 + exp(-x)).</summary>
    public static Tensor Silu(Tensor x) => nn.functional.silu(x);

    /// <summary>x min(max(x + 3, 0), 6) / 6 (Howard et al., arXiv:1905.02244).</summary>
    public static Tensor HardSwish(Tensor x) => nn.functional.hardswish(x);

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    public static Tensor HardSigmoid(Tensor x) => nn.functional.hardsigmoid(x);

    /// <summary>exp(x) / sum exp(x), the sum over the channels of every position, or over those of a group.</summary>
    public static Tensor SoftmaxOverChannels(Tensor x, long groups = 1) => Channels.Softmax(x, groups);

    /// <summary>exp(x) / sum exp(x), the sum along an axis: 2 the rows, 3 the columns.</summary>
    public static Tensor Softmax(Tensor x, long axis) => x.softmax(axis);

    /// <summary>exp(x) / sum exp(x), the sum over the positions of every channel.</summary>
    public static Tensor SoftmaxOverPositions(Tensor x) => Channels.SoftmaxOfPositions(x);

    /// <summary>While training, zeroes elements with probability <paramref name="rate"/> and divides the others by 1 - rate.</summary>
    public static Tensor Dropout(Tensor x, double rate, bool training) =>
        training && rate > 0 ? nn.functional.dropout(x, rate) : x.alias();

    /// <summary>
    /// Stochastic depth (Huang et al., arXiv:1603.09382): while training, zeroes whole images with probability <paramref name="rate"/>
    /// and divides the others by 1 - rate.
    /// </summary>
    public static Tensor DropPath(Tensor x, double rate, bool training)
    {
        if (!training || rate <= 0)
            return x.alias();
        using var images = ones([x.shape[0], 1, 1, 1], x.dtype, x.device);
        using var kept = nn.functional.dropout(images, rate);
        return x * kept;
    }

    /// <summary>a + b, whose sizes are a's or 1.</summary>
    public static Tensor Add(Tensor a, Tensor b) => a + b;

    /// <summary>a - b, whose sizes are a's or 1.</summary>
    public static Tensor Subtract(Tensor a, Tensor b) => a - b;

    /// <summary>a / b, whose sizes are a's or 1.</summary>
    public static Tensor Divide(Tensor a, Tensor b) => a / b;

    /// <summary>The matrix product of every image and channel: [N, C, H, K] and [N, C, K, W] to [N, C, H, W].</summary>
    public static Tensor Matmul(Tensor a, Tensor b) => a.matmul(b);

    /// <summary>A formula of every element. It is computed in float32 where x has 16 bits: differences of close numbers need the digits.</summary>
    public static Tensor Map(Tensor x, Func<Tensor, Tensor> formula)
    {
        using var scope = NewDisposeScope();
        var y = x.dtype is ScalarType.BFloat16 or ScalarType.Float16 ? formula(x.to(ScalarType.Float32)).to(x.dtype) : formula(x);
        return (ReferenceEquals(x, y) ? x.alias() : y).MoveToOuterDisposeScope();
    }

    /// <summary>values[index], element by element.</summary>
    public static Tensor Pick(Tensor index, params double[] values)
    {
        using var scope = NewDisposeScope();
        var all = tensor(values, index.dtype, index.device);
        return all.index_select(0, index.to(ScalarType.Int64).flatten()).reshape(index.shape).MoveToOuterDisposeScope();
    }

    /// <summary>Numbers that are the same for all images, once for each image of x.</summary>
    public static Tensor Constant(Constant constant, Tensor x) => constant.For(x);

    /// <summary>Logits of queries [N, heads, positions, d] by relative positions on a map: [N, heads, positions, positions].</summary>
    public static Tensor RelativePosition(RelativePosition layer, Tensor x) => layer.Logits(x);

    /// <summary>relu(a + b); equal shapes.</summary>
    public static Tensor AddRelu(Tensor a, Tensor b) => (a + b).relu();

    /// <summary>x [N, C, H, W] times gate, whose sizes are x's or 1.</summary>
    public static Tensor Multiply(Tensor x, Tensor gate) => Capabilities.For(x).Multiply(x, gate);

    /// <summary>The larger of each two elements; equal shapes.</summary>
    public static Tensor Maximum(Tensor a, Tensor b) => a.maximum(b);

    /// <summary>Channels <paramref name="from"/> .. <paramref name="from"/> + <paramref name="channels"/> - 1 of x.</summary>
    public static Tensor Slice(Tensor x, long from, long channels) => x.narrow(1, from, channels);

    /// <summary>Rows (axis 2) or columns (axis 3) <paramref name="from"/> .. <paramref name="from"/> + <paramref name="count"/> - 1 of x.</summary>
    public static Tensor Slice(Tensor x, long axis, long from, long count) => x.narrow(axis, from, count);

    /// <summary>
    /// x cut into consecutive groups of channels that cover it: one node of the autograd graph where slices would be one each.
    /// </summary>
    public static Tensor[] Split(Tensor x, params long[] channels) => Capabilities.For(x).Split(x, channels);

    /// <summary>The parts one after the other along the channels.</summary>
    public static Tensor Concat(params Tensor[] parts) => Capabilities.For(parts[0]).Concat(parts);

    /// <summary>The parts one after the other along an axis: 2 the rows, 3 the columns.</summary>
    public static Tensor Concat(long axis, params Tensor[] parts) => cat(parts, axis);

    /// <summary>Mean over each window; with <paramref name="ceilMode"/> also over a last one that reaches beyond x.</summary>
    public static Tensor AvgPool(
        Tensor x, (long, long) kernel, (long, long) stride, (long, long) padding, bool countIncludePad, bool ceilMode = false) => ceilMode
            ? nn.functional.avg_pool2d(x, kernel, stride, padding, ceil_mode: true, count_include_pad: countIncludePad)
            : Capabilities.For(x).AvgPool(x, kernel, stride, padding, countIncludePad);

    /// <summary>Maximum over each window; with <paramref name="ceilMode"/> also over a last one that reaches beyond x.</summary>
    public static Tensor MaxPool(Tensor x, (long, long) kernel, (long, long) stride, (long, long) padding, bool ceilMode = false) =>
        nn.functional.max_pool2d(x, kernel, stride, padding, ceil_mode: ceilMode);

    /// <summary>Mean over rows and columns: [N, C, 1, 1].</summary>
    public static Tensor GlobalAvgPool(Tensor x) => Capabilities.For(x).Mean(x);

    /// <summary>Largest element of all rows and columns, [N, C, 1, 1]; elements that share it share its gradient.</summary>
    public static Tensor GlobalMaxPool(Tensor x)
    {
        using var y = x.amax(2, 3);
        return y.reshape(x.shape[0], x.shape[1], 1, 1);
    }

    /// <summary>Sum over rows and columns: [N, C, 1, 1].</summary>
    public static Tensor GlobalSumPool(Tensor x) => x.sum([2, 3], keepdim: true);

    /// <summary>Mean over the channels: [N, 1, H, W].</summary>
    public static Tensor ChannelMean(Tensor x) => x.mean([1], keepdim: true);

    /// <summary>Largest element of the channels, [N, 1, H, W]; elements that share it share its gradient.</summary>
    public static Tensor ChannelMax(Tensor x)
    {
        using var y = x.amax(1);
        return y.unsqueeze(1);
    }

    /// <summary>Mean along an axis (1 channels, 2 rows, 3 columns), whose size becomes 1.</summary>
    public static Tensor Mean(Tensor x, long axis) => x.mean([axis], keepdim: true);

    /// <summary>Sum along an axis (1 channels, 2 rows, 3 columns), whose size becomes 1.</summary>
    public static Tensor Sum(Tensor x, long axis) => x.sum(axis, keepdim: true);

    /// <summary>Largest element along an axis (1 channels, 2 rows, 3 columns), whose size becomes 1; elements that share it share its gradient.</summary>
    public static Tensor Max(Tensor x, long axis)
    {
        using var y = x.amax(axis);
        return y.unsqueeze(axis);
    }

    /// <summary>
    /// One-dimensional convolution along the channels with the module's weight [1, 1, window], the same at every position (Wang et
    /// al., arXiv:1910.03151).
    /// </summary>
    public static Tensor ChannelConv(Conv1d conv, Tensor x) => Channels.Conv(conv, x);

    /// <summary>
    /// Channels of different groups interleaved (Zhang et al., arXiv:1707.01083): channel g * (C / groups) + i goes to i * groups + g.
    /// </summary>
    public static Tensor ChannelShuffle(Tensor x, long groups) => Channels.Shuffle(x, groups);

    /// <summary>x brought to another size; each position is the nearest one before, floor(i * in / out).</summary>
    public static Tensor ResizeNearest(Tensor x, long rows, long columns) =>
        nn.functional.interpolate(x, [rows, columns], mode: InterpolationMode.Nearest);

    /// <summary>x brought to another size, linear in both directions between the centres of positions.</summary>
    public static Tensor ResizeBilinear(Tensor x, long rows, long columns) =>
        nn.functional.interpolate(x, [rows, columns], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <summary>
    /// x and its mean over rows and columns, [N, C, 1, 1]. What reads x afterwards should read the returned value: the gradients of
    /// both then meet in one pass.
    /// </summary>
    public static (Tensor Value, Tensor Mean) WithMean(Tensor x) => Capabilities.For(x).WithMean(x);

    /// <summary>[N, C, H, W] to [N, C * H * W, 1, 1], channels slowest.</summary>
    public static Tensor Flatten(Tensor x) => x.reshape(x.shape[0], -1, 1, 1);

    /// <summary>The same elements, channels slowest and columns fastest, in another shape.</summary>
    public static Tensor Reshape(Tensor x, long channels, long rows, long columns) => x.reshape(x.shape[0], channels, rows, columns);

    /// <summary>The axes in another order: which of channels (1), rows (2) and columns (3) become them.</summary>
    public static Tensor Permute(Tensor x, long channels, long rows, long columns) => x.permute(0, channels, rows, columns);

    /// <summary>[N, C, H, W] to [N, C * b * b, H / b, W / b]: element (i, j) of a square goes to channel (c * b + i) * b + j.</summary>
    public static Tensor SpaceToDepth(Tensor x, long block) => nn.functional.pixel_unshuffle(x, block);

    /// <summary>[N, C * b * b, H, W] to [N, C, H * b, W * b]: the way back from <see cref="SpaceToDepth"/>.</summary>
    public static Tensor DepthToSpace(Tensor x, long block) => nn.functional.pixel_shuffle(x, block);

    /// <summary>A linear layer: [N, C, 1, 1] to [N, out, 1, 1].</summary>
    public static Tensor Linear(Linear linear, Tensor x) => PlainOps.Linear(linear, x);

    /// <summary>
    /// The parameter-free shortcut of He et al. (arXiv:1512.03385, option A): every stride-th row and column, and zero channels
    /// appended up to <paramref name="channels"/>.
    /// </summary>
    public static Tensor PadShortcut(Tensor x, (long, long) stride, long channels) => PlainOps.PadShortcut(x, stride, channels);
}
