namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>Every operation that generated code can call, except for the convolution, which has its own sweep.</summary>
internal static class Operations
{
    // Scales the sample's values, up to 2, to both sides of every kink of the activations.
    private const int Stretch = 4;

    // A factor's gradient is a sum of rounded products, whose errors partly cancel, and is rounded itself.
    private const int SumOfProducts = 3;

    internal const double DropRate = 0.25;

    internal static readonly IReadOnlyList<Operation> All =
    [
        new("batch-norm", 3, (layers, _, x) => [Ops.BatchNorm(Norm(layers, x[0]), x[0])]) { Spread = OfChannels },
        new("batch-norm, relu", 3, (layers, _, x) => [Ops.BatchNormRelu(Norm(layers, x[0]), x[0])]) { Spread = OfChannels, BeforeRelu = Normalised },
        new("batch-norm, add", 3, (layers, _, x) => [Ops.BatchNormAdd(Norm(layers, x[0]), x[0], x[1])]) { Inputs = Two, Spread = OfChannels },
        new("batch-norm, add, relu", 3, (layers, _, x) => [Ops.BatchNormAddRelu(Norm(layers, x[0]), x[0], x[1])])
            { Inputs = Two, Spread = OfChannels, BeforeRelu = (layers, x) => Normalised(layers, x) + x[1] },
        new("batch-norm, relu, split", 3, (layers, draw, x) => Ops.BatchNormReluSplit(Norm(layers, x[0]), x[0], draw.Cut))
            { Spread = OfChannels, BeforeRelu = Normalised },
        new("batch-norm, relu and add", 4, (layers, _, x) => Both(Ops.BatchNormReluAdd(Norm(layers, x[0]), x[0], x[1])))
            { Inputs = Two, Spread = OfChannels, BeforeRelu = Normalised },
        new("layer-norm", 4, (layers, draw, x) => [Ops.LayerNorm(layers.Of(type => nn.LayerNorm(draw.Channels, dtype: type)), x[0])]) { Spread = (_, x) => Deviations(x, 1) },
        new("group-norm", 4, (layers, draw, x) => [Ops.GroupNorm(layers.Of(type => nn.GroupNorm(draw.Groups, draw.Channels, dtype: type)), x[0])])
            { Spread = (draw, x) => Deviations(x.reshape(draw.Images, draw.Groups, -1), 2) },
        new("scale", SumOfProducts, (layers, draw, x) => [Ops.Scale(layers.Of(type => new Scale(draw.Channels, 1).to(type)), x[0])]),
        new("relu", 0, (_, _, x) => [Ops.Relu(x[0])]),
        new("sigmoid", 3, (_, _, x) => [Ops.Sigmoid(x[0] * Stretch)]),
        new("relu6", 1, (_, _, x) => [Ops.Relu6(x[0] * Stretch)]),
        new("leaky-relu", 2, (_, _, x) => [Ops.LeakyRelu(x[0], 0.125)]),
        new("prelu", SumOfProducts, (layers, draw, x) => [Ops.PRelu(layers.Of(type => nn.PReLU(draw.Channels, dtype: type)), x[0])]),
        new("gelu", 3, (_, _, x) => [Ops.Gelu(x[0] * Stretch)]),
        new("silu", 3, (_, _, x) => [Ops.Silu(x[0] * Stretch)]),
        new("hard-swish", 3, (_, _, x) => [Ops.HardSwish(x[0] * Stretch)]),
        new("hard-sigmoid", 3, (_, _, x) => [Ops.HardSigmoid(x[0] * Stretch)]),
        new("softmax over channels", 4, (_, _, x) => [Ops.SoftmaxOverChannels(x[0])]),
        new("softmax over positions", 4, (_, _, x) => [Ops.SoftmaxOverPositions(x[0])]),
        new("dropout", 2, (_, _, x) => [Ops.Dropout(x[0], DropRate, training: true)]) { Kept = y => y.ne(0) },
        new("drop-path", 2, (_, _, x) => [Ops.DropPath(x[0], DropRate, training: true)])
            { Kept = y => y.ne(0).any(3, true).any(2, true).any(1, true) },
        new("add", 1, (_, _, x) => [Ops.Add(x[0], x[1])]) { Inputs = Two },
        new("add of one position", 1, (_, _, x) => [Ops.Add(x[0], x[1])]) { Inputs = draw => [draw.Shape, draw.PerChannel] },
        new("add, relu", 1, (_, _, x) => [Ops.AddRelu(x[0], x[1])]) { Inputs = Two },
        new("multiply", 1, (_, _, x) => [Ops.Multiply(x[0], x[1])]) { Inputs = Two },
        new("multiply by one position", SumOfProducts, (_, _, x) => [Ops.Multiply(x[0], x[1])]) { Inputs = draw => [draw.Shape, draw.PerChannel] },
        new("multiply by one channel", SumOfProducts, (_, _, x) => [Ops.Multiply(x[0], x[1])]) { Inputs = draw => [draw.Shape, draw.PerPosition] },
        new("maximum", 1, (_, _, x) => [Ops.Maximum(x[0], x[1])]) { Inputs = Two },
        new("slice", 0, (_, draw, x) => [Ops.Slice(x[0], draw.Cut[0], draw.Cut[1])]),
        new("split", 0, (_, draw, x) => Ops.Split(x[0], draw.Cut)),
        new("concat", 0, (_, _, x) => [Ops.Concat(x[0], x[1])]) { Inputs = Two },
        new("average pool", 4, (_, draw, x) => [Ops.AvgPool(x[0], Window(draw), Stride(draw), Padding(draw), countIncludePad: true)]),
        new("average pool without padding", 4,
            (_, draw, x) => [Ops.AvgPool(x[0], Window(draw), Stride(draw), Padding(draw), countIncludePad: false)]),
        new("max pool", 4, (_, draw, x) => [Ops.MaxPool(x[0], Window(draw), Stride(draw), Padding(draw))]),
        new("global average pool", 2, (_, _, x) => [Ops.GlobalAvgPool(x[0])]),
        new("global max pool", 1, (_, _, x) => [Ops.GlobalMaxPool(x[0])]),
        new("global sum pool", 1, (_, _, x) => [Ops.GlobalSumPool(x[0])]),
        new("channel mean", 2, (_, _, x) => [Ops.ChannelMean(x[0])]),
        new("channel max", 1, (_, _, x) => [Ops.ChannelMax(x[0])]),
        new("channel conv", 2, (layers, _, x) => [Ops.ChannelConv(layers.Of(type => nn.Conv1d(1, 1, 3, padding: 1, bias: false, dtype: type)), x[0])]),
        new("channel shuffle", 0, (_, draw, x) => [Ops.ChannelShuffle(x[0], draw.Groups)]),
        new("resize nearest", 4, (_, draw, x) => [Ops.ResizeNearest(x[0], Resized(draw.Rows, draw), Resized(draw.Columns, draw))]),
        new("resize bilinear", 4, (_, draw, x) => [Ops.ResizeBilinear(x[0], Resized(draw.Rows, draw), Resized(draw.Columns, draw))]),
        new("subtract", 1, (_, _, x) => [Ops.Subtract(x[0], x[1])]) { Inputs = Two },
        new("divide", 4, (_, _, x) => [Ops.Divide(x[0], x[1].abs() + 1)]) { Inputs = Two },
        new("matrix product", SumOfProducts, (_, _, x) => [Ops.Matmul(x[0], x[1])])
            { Inputs = draw => [draw.Shape, [draw.Images, draw.Channels, draw.Columns, draw.Rows]] },
        new("map", 4, (_, _, x) => [Ops.Map(x[0], y => (y * y) + y.sigmoid())]),
        new("pick", 1, (_, _, x) => [x[0] * Ops.Pick(x[0].detach().gt(0).to(x[0].dtype), 1, 2)]),
        new("constant", 2, (layers, draw, x) => [Ops.Constant(Wave(layers, draw), x[0]) + x[0]]),
        new("relative position", SumOfProducts, (layers, draw, x) =>
            [Ops.RelativePosition(layers.Of(type => new RelativePosition(draw.Rows, 1, draw.Columns).to(type)), x[0])]),
        new("softmax along an axis", 4, (_, _, x) => [Ops.Softmax(x[0], 2)]),
        new("softmax over channels of groups", 4, (_, draw, x) => [Ops.SoftmaxOverChannels(x[0], draw.Groups)]),
        new("mean along an axis", 2, (_, _, x) => [Ops.Mean(x[0], 2)]),
        new("sum along an axis", 2, (_, _, x) => [Ops.Sum(x[0], 3)]),
        new("maximum along an axis", 1, (_, _, x) => [Ops.Max(x[0], 3)]),
        new("slice along an axis", 0, (_, _, x) => [Ops.Slice(x[0], 2, 0, 1)]),
        new("concat along an axis", 0, (_, _, x) => [Ops.Concat(3, x[0], x[1])]) { Inputs = Two },
        new("reshape", 0, (_, draw, x) => [Ops.Reshape(x[0], draw.Rows, draw.Channels, draw.Columns)]),
        new("permute", 0, (_, _, x) => [Ops.Permute(x[0], 3, 1, 2)]),
        new("space to depth", 4, (_, draw, x) => [Ops.SpaceToDepth(Twice(draw, x[0]), 2)]),
        new("depth to space", 4, (_, draw, x) => [Ops.DepthToSpace(Ops.SpaceToDepth(Twice(draw, x[0]), 2), 2)]),
        new("pools of rounded-up size", 4, (_, draw, x) =>
        [
            Ops.AvgPool(x[0], Window(draw), Stride(draw), Padding(draw), countIncludePad: false, ceilMode: true),
            Ops.MaxPool(x[0], Window(draw), Stride(draw), Padding(draw), ceilMode: true),
        ]),
        new("value and mean", 3, (_, _, x) => Both(Ops.WithMean(x[0]))),
        new("flatten", 0, (_, _, x) => [Ops.Flatten(x[0])]),
        new("linear", 2, (layers, draw, x) => [Ops.Linear(layers.Of(type => nn.Linear(draw.Channels, draw.Outputs, dtype: type)), x[0])]) { Inputs = draw => [draw.PerChannel] },
        new("pad shortcut", 0, (_, draw, x) => [Ops.PadShortcut(x[0], (draw.Stride, draw.Stride), draw.Channels + draw.Outputs)]),
    ];

    private static Tensor Twice(Draw draw, Tensor x) => Ops.ResizeNearest(x, 2 * draw.Rows, 2 * draw.Columns);

    private static long[][] Two(Draw draw) => [draw.Shape, draw.Shape];

    private static TorchSharp.Modules.BatchNorm2d Norm(Layers layers, Tensor x) => layers.Of(type => nn.BatchNorm2d(x.shape[1], dtype: type));

    private static Constant Wave(Layers layers, Draw draw) =>
        layers.Of(_ => new Constant([draw.Channels, draw.Rows, draw.Columns], (channel, row, column) => (channel + row - column).sin()));

    private static Tensor Normalised(Layers layers, Tensor[] x) => Ops.BatchNorm(Norm(layers, x[0]), x[0]);

    private static Tensor OfChannels(Draw draw, Tensor x) => Deviations(x, 0, 2, 3);

    private static Tensor Deviations(Tensor x, params long[] over) => x.std(over, unbiased: false);

    private static Tensor[] Both((Tensor First, Tensor Second) values) => [values.First, values.Second];

    private static (long, long) Window(Draw draw) => (draw.Window, draw.Window);

    private static (long, long) Stride(Draw draw) => (draw.Stride, draw.Stride);

    private static (long, long) Padding(Draw draw) => (draw.Window / 2, draw.Window / 2);

    private static long Resized(int size, Draw draw) => ((size * (draw.Outputs % 3 + 1)) + draw.Window) / 2;
}
