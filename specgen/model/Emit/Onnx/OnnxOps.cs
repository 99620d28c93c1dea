using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Onnx;

/// <summary>Every operation in evaluation, in the operators of ONNX: a row adds nodes and returns the name of the operation's value.</summary>
internal static class OnnxOps
{
    /// <summary>One row for each kind.</summary>
    public static readonly OpTable<Func<Op, OnnxCall, string>> Table = new("ONNX",
        Row<ConvOp>((c, x) => x.Node("Conv", [x.X, x.State("weight"), .. x.Bias(c.Bias)],
            Ints("kernel_shape", c.Kernel), Ints("strides", c.Stride), Pads(c.Padding, c.Padding), Ints("dilations", c.Dilation),
            new OnnxInt("group", c.Groups))),
        Row<LinearOp>((l, x) => x.Unflat(x.Node("Gemm", [x.Flat(x.X), x.State("weight"), .. x.Bias(l.Bias)], new OnnxInt("transB", 1)))),
        Row<ChannelConvOp>(ChannelConv),
        Row<RelativePositionOp>(RelativePosition),
        Row<BatchNormOp>((n, x) => x.Node("BatchNormalization",
            [
                x.X, n.Affine ? x.State("weight") : x.Repeated(1, n.Shape.Channels), n.Affine ? x.State("bias") : x.Repeated(0, n.Shape.Channels),
                x.State("running_mean"), x.State("running_var"),
            ],
            new OnnxFloat("epsilon", n.Eps))),
        Row<LayerNormOp>((n, x) => x.Transpose(x.Node("LayerNormalization",
            [
                x.Transpose(x.X, 0, 2, 3, 1), n.Affine ? x.State("weight") : x.Repeated(1, n.Shape.Channels), .. x.Bias(n.Shift && n.Affine),
            ],
            new OnnxInt("axis", -1), new OnnxFloat("epsilon", n.Eps)), 0, 3, 1, 2)),
        Row<GroupNormOp>(GroupNorm),
        Row<ScaleOp>((s, x) => Shifted(x, x.Node("Mul", [x.X, x.State("weight", s.Shape.Channels, 1, 1)]), s.Shift)),
        Row<PReluOp>((p, x) => x.Node("PRelu", [x.X, x.State("weight", p.Shape.Channels, 1, 1)])),
        Row<ConstantOp>((c, x) => x.Node("Expand",
            [
                OnnxFormula.Constant(c, x),
                x.Node("Concat", [x.Node("Shape", [x.X], new OnnxInt("end", 1)), x.Integers(Sizes(c.Shape))], new OnnxInt("axis", 0)),
            ])),
        Row<ActivationOp>(Activation),
        Row<SoftmaxOp>((s, x) => s switch
        {
            { Groups: > 1 } => x.Reshape(Softmax(x, x.Reshape(x.X, 0, s.Groups, s.Shape.Channels / s.Groups, -1), 2), s.Shape),
            { Over: Over.Positions } => x.Reshape(Softmax(x, x.Reshape(x.X, 0, 0, -1), 2), s.Shape),
            _ => Softmax(x, x.X, AxesOf(s.Over)[0]),
        }),
        // In evaluation they pass their input on.
        Row<DropoutOp>((_, x) => x.X),
        Row<DropPathOp>((_, x) => x.X),
        Row<PoolOp>(Pool),
        Row<ReduceOp>((r, x) => (r.Function, r.Over) switch
        {
            (Reduction.Mean, Over.Positions) => x.Node("GlobalAveragePool", [x.X]),
            (Reduction.Max, Over.Positions) => x.Node("GlobalMaxPool", [x.X]),
            _ => x.Node($"Reduce{r.Function}", [x.X, x.Integers(AxesOf(r.Over))]),
        }),
        Row<FlattenOp>((f, x) => x.Reshape(x.X, f.Shape)),
        Row<ReshapeOp>((r, x) => x.Reshape(x.X, r.Shape)),
        Row<PermuteOp>((p, x) => x.Transpose(x.X, [0, .. p.Order.Select(axis => (long)axis + 1)])),
        Row<SliceOp>((s, x) => x.Node("Slice",
            [x.X, x.Integers(s.From), x.Integers(s.From + Axes.Size(s.Shape, s.Axis)), x.Integers((long)s.Axis + 1)])),
        Row<ConcatOp>((c, x) => x.Node("Concat", x.Inputs, new OnnxInt("axis", (long)c.Axis + 1))),
        Row<ChannelShuffleOp>((s, x) => x.Reshape(
            x.Transpose(x.Reshape(x.X, 0, s.Groups, s.Shape.Channels / s.Groups, -1), 0, 2, 1, 3), s.Shape)),
        Row<SpaceDepthOp>(SpaceDepth),
        Row<ResizeOp>((r, x) => x.Node("Resize", [x.X, "", "", x.Integers(r.Shape.Rows, r.Shape.Columns)],
            [new OnnxInts("axes", 2, 3), .. r.Mode == ResizeMode.Nearest
                ? new OnnxAttribute[] { new OnnxWord("coordinate_transformation_mode", "asymmetric"), new OnnxWord("nearest_mode", "floor") }
                : [new OnnxWord("mode", "linear"), new OnnxWord("coordinate_transformation_mode", "half_pixel")]])),
        Row<PadShortcutOp>((p, x) => x.Node("Pad",
            [
                p.Stride == Size2.Square(1) ? x.X : x.Node("Slice",
                    [x.X, x.Integers(0, 0), x.Integers(x.Shape.Rows, x.Shape.Columns), x.Integers(2, 3), x.Integers(p.Stride.Rows, p.Stride.Columns)]),
                x.Integers(0, 0, 0, 0, 0, p.Shape.Channels - x.Shape.Channels, 0, 0),
            ])),
        Row<AddOp>((_, x) => x.Node("Add", x.Inputs)),
        Row<SubtractOp>((_, x) => x.Node("Sub", x.Inputs)),
        Row<MultiplyOp>((_, x) => x.Node("Mul", x.Inputs)),
        Row<DivideOp>((_, x) => x.Node("Div", x.Inputs)),
        Row<MaximumOp>((_, x) => x.Node("Max", x.Inputs)),
        Row<MatmulOp>((_, x) => x.Node("MatMul", x.Inputs)),
        Row<MapOp>((m, x) => OnnxFormula.Map(m, x)),
        // Nobody computes the input.
        Row<InputOp>((_, _) => throw new InvalidOperationException("The input is not computed.")));

    private static (Type, Func<Op, OnnxCall, string>) Row<T>(Func<T, OnnxCall, string> row)
        where T : Op => (typeof(T), (op, call) => row((T)op, call));

    private static string Activation(ActivationOp op, OnnxCall x) => op.Function switch
    {
        ActivationKind.Relu => x.Node("Relu", [x.X]),
        ActivationKind.Sigmoid => x.Node("Sigmoid", [x.X]),
        ActivationKind.Relu6 => x.Node("Clip", [x.X, x.Number(0), x.Number(6)]),
        ActivationKind.LeakyRelu => x.Node("LeakyRelu", [x.X], new OnnxFloat("alpha", op.Slope)),
        ActivationKind.Gelu => x.Node("Gelu", [x.X]),
        ActivationKind.Silu => x.Node("Mul", [x.X, x.Node("Sigmoid", [x.X])]),
        ActivationKind.HardSwish => x.Node("HardSwish", [x.X]),
        ActivationKind.HardSigmoid => x.Node("HardSigmoid", [x.X], new OnnxFloat("alpha", 1.0 / 6), new OnnxFloat("beta", 0.5)),
        _ => throw new InvalidOperationException($"No ONNX for {op.Function}."),
    };

    // The channels as rows of a map, every position as a column.
    private static string ChannelConv(ChannelConvOp op, OnnxCall x)
    {
        var reach = new Size2((op.Kernel - 1) / 2, 0);
        var y = x.Node("Conv", [x.Reshape(x.X, 0, 1, op.Shape.Channels, -1), x.State("weight", 1, 1, op.Kernel, 1), .. x.Bias(op.Bias)],
            new OnnxInts("kernel_shape", op.Kernel, 1), Pads(reach, reach));
        return x.Reshape(y, op.Shape);
    }

    // Every query times the sum of the two vectors that stand for its distance to each key: [.., 1, width] @ [width, keys].
    private static string RelativePosition(RelativePositionOp op, OnnxCall x)
    {
        var positions = op.Rows * op.Columns;
        var pairs = Enumerable.Range(0, positions).SelectMany(query => Enumerable.Range(0, positions).Select(key => (query, key))).ToList();
        var down = pairs.Select(pair => (long)(pair.key / op.Columns - pair.query / op.Columns + op.Rows - 1)).ToArray();
        var right = pairs.Select(pair => (long)(pair.key % op.Columns - pair.query % op.Columns + op.Columns - 1 + 2 * op.Rows - 1)).ToArray();
        var vectors = x.Node("Add", [Vectors("down", down), Vectors("right", right)]);
        var products = x.Node("MatMul", [x.Reshape(x.X, 0, 0, 0, 1, op.Width), x.Transpose(vectors, 0, 2, 1)]);
        return x.Reshape(products, op.Shape);

        string Vectors(string name, long[] distances) => x.Node("Gather", [x.State("weight"), x.Indices(name, distances, positions, positions)]);
    }

    // ONNX's own GroupNormalization takes factors per channel only from opset 21 on.
    private static string GroupNorm(GroupNormOp op, OnnxCall x)
    {
        var normal = x.Node("InstanceNormalization",
            [x.Reshape(x.X, 0, op.Groups, -1), x.Repeated(1, op.Groups), x.Repeated(0, op.Groups)], new OnnxFloat("epsilon", op.Eps));
        return Shifted(x, x.Node("Mul", [x.Reshape(normal, op.Shape), x.State("weight", op.Shape.Channels, 1, 1)]), shift: true);
    }

    private static string Shifted(OnnxCall x, string value, bool shift) =>
        shift ? x.Node("Add", [value, x.State("bias", x.Shape.Channels, 1, 1)]) : value;

    private static string Softmax(OnnxCall x, string value, long axis) => x.Node("Softmax", [value], new OnnxInt("axis", axis));

    // Runtimes differ in what a last window that reaches beyond the input counts, so such a window becomes padding that never counts.
    private static string Pool(PoolOp op, OnnxCall x)
    {
        var end = new Size2(
            End(x.Shape.Rows, op.Shape.Rows, op.Kernel.Rows, op.Stride.Rows, op.Padding.Rows),
            End(x.Shape.Columns, op.Shape.Columns, op.Kernel.Columns, op.Stride.Columns, op.Padding.Columns));
        OnnxAttribute[] window = [Ints("kernel_shape", op.Kernel), Ints("strides", op.Stride)];
        if (op.Function == PoolKind.Max)
            return x.Node("MaxPool", [x.X], [.. window, Pads(op.Padding, end)]);
        if (!op.CeilMode || !op.CountIncludePad || op.Padding == Size2.Square(0))
            return x.Node("AveragePool", [x.X], [.. window, Pads(op.Padding, end), new OnnxInt("count_include_pad", op.CountIncludePad && !op.CeilMode ? 1 : 0)]);
        var padded = x.Node("Pad", [x.X, x.Integers(0, 0, op.Padding.Rows, op.Padding.Columns, 0, 0, op.Padding.Rows, op.Padding.Columns)]);
        return x.Node("AveragePool", [padded],
            [.. window, Pads(Size2.Square(0), new Size2(end.Rows - op.Padding.Rows, end.Columns - op.Padding.Columns))]);
    }

    private static int End(int size, int windows, int kernel, int stride, int padding) =>
        Math.Max(padding, (windows - 1) * stride + kernel - size - padding);

    // ONNX's SpaceToDepth orders the channels in another way.
    private static string SpaceDepth(SpaceDepthOp op, OnnxCall x)
    {
        if (!op.ToDepth)
            return x.Node("DepthToSpace", [x.X], new OnnxInt("blocksize", op.Block), new OnnxWord("mode", "CRD"));
        var squares = x.Reshape(x.X, 0, x.Shape.Channels, op.Shape.Rows, op.Block, op.Shape.Columns, op.Block);
        return x.Reshape(x.Transpose(squares, 0, 1, 3, 5, 2, 4), op.Shape);
    }

    private static OnnxInts Ints(string name, Size2 size) => new(name, size.Rows, size.Columns);

    private static OnnxInts Pads(Size2 before, Size2 after) => new("pads", before.Rows, before.Columns, after.Rows, after.Columns);

    private static long[] Sizes(Shape shape) => [shape.Channels, shape.Rows, shape.Columns];

    private static long[] AxesOf(Over over) => over == Over.Positions ? [2, 3] : [(long)over + 1];
}
