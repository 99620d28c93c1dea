using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Graph;

/// <summary>Two-dimensional convolution. Parameters: <c>weight</c> [out, in/groups, kh, kw] and, with <see cref="Bias"/>, <c>bias</c> [out].</summary>
public sealed record ConvOp : Op
{
    /// <summary>Incoming channels.</summary>
    public required int In { get; init; }
    /// <summary>Outgoing channels.</summary>
    public required int Out { get; init; }
    /// <summary>Window.</summary>
    public Size2 Kernel { get; init; } = Size2.Square(1);
    /// <summary>Step between windows.</summary>
    public Size2 Stride { get; init; } = Size2.Square(1);
    /// <summary>Zeros around the input.</summary>
    public Size2 Padding { get; init; }
    /// <summary>Step inside a window.</summary>
    public Size2 Dilation { get; init; } = Size2.Square(1);
    /// <summary>Number of channel groups.</summary>
    public int Groups { get; init; } = 1;
    /// <summary>Whether a bias is learned.</summary>
    public bool Bias { get; init; }

    internal override string Kind => "conv";
    internal override string Label => $"conv {Kernel}{Labels.Stride(Stride)}{(Groups > 1 ? $" groups {Groups}" : "")}";
    internal override IReadOnlyList<(string, object)> Attributes =>
    [
        ("in", In), ("out", Out), ("kernel", Kernel), ("stride", Stride), ("padding", Padding), ("dilation", Dilation), ("groups", Groups),
        ("bias", Bias),
    ];
    internal override IReadOnlyList<StateTensor> State => Weights(Bias, Out, In / Groups, Kernel.Rows, Kernel.Columns);
    internal override Memory Memory => Memory.KeepsInputs;
    internal override OpCost Cost(Shape input) =>
        OpCost.Multiplications(Amount.Times(Shape.Elements, (long)(In / Groups) * Kernel.Rows * Kernel.Columns));
}

/// <summary>Fully connected layer on a 1x1 map. Parameters: <c>weight</c> [out, in] and, with <see cref="Bias"/>, <c>bias</c> [out].</summary>
public sealed record LinearOp : Op
{
    /// <summary>Incoming features.</summary>
    public required int In { get; init; }
    /// <summary>Outgoing features.</summary>
    public required int Out { get; init; }
    /// <summary>Whether a bias is learned.</summary>
    public required bool Bias { get; init; }

    internal override string Kind => "linear";
    internal override IReadOnlyList<(string, object)> Attributes => [("in", In), ("out", Out), ("bias", Bias)];
    internal override IReadOnlyList<StateTensor> State => Weights(Bias, Out, In);
    internal override Memory Memory => Memory.KeepsInputs;
    internal override OpCost Cost(Shape input) => OpCost.Multiplications((long)In * Out);
}

/// <summary>
/// One-dimensional convolution along the channels, the same at every position, stride 1, as many channels out as in (ECA, Wang
/// et al., arXiv:1910.03151). Parameters: <c>weight</c> [1, 1, kernel] and, with <see cref="Bias"/>, <c>bias</c> [1].
/// </summary>
public sealed record ChannelConvOp : Op
{
    /// <summary>Channels in a window; odd. The padding is (Kernel - 1) / 2.</summary>
    public required int Kernel { get; init; }
    /// <summary>Whether a bias is learned.</summary>
    public required bool Bias { get; init; }

    internal override string Kind => "channel-conv";
    internal override string Label => $"channel-conv {Kernel}";
    internal override IReadOnlyList<(string, object)> Attributes => [("kernel", Kernel), ("bias", Bias)];
    internal override IReadOnlyList<StateTensor> State => Weights(Bias, 1, 1, Kernel);
    internal override Memory Memory => Memory.KeepsInputs;
    internal override OpCost Cost(Shape input) => OpCost.Multiplications(Amount.Times(Shape.Elements, Kernel));
}

/// <summary>
/// Learned relative positions of queries and keys on a map (BoTNet, Srinivas et al., arXiv:2101.11605, section 3.2): queries
/// [N, heads, Rows * Columns, d] to logits [N, heads, Rows * Columns, Rows * Columns], where the logit of query (r, c) and key (r', c') is
/// the product of the query with vector r' - r + Rows - 1 of the rows plus vector c' - c + Columns - 1 of the columns. Parameter:
/// <c>weight</c> [2 Rows - 1 + 2 Columns - 1, d], rows first, the same for all heads.
/// </summary>
public sealed record RelativePositionOp : Op
{
    /// <summary>Rows of the map.</summary>
    public required int Rows { get; init; }
    /// <summary>Columns of the map.</summary>
    public required int Columns { get; init; }
    /// <summary>Length of a query.</summary>
    public required int Width { get; init; }

    internal override string Kind => "relative-position";
    internal override string Label => $"relative-position {Rows}x{Columns}";
    internal override IReadOnlyList<(string, object)> Attributes => [("rows", Rows), ("columns", Columns), ("features", Width)];
    internal override IReadOnlyList<StateTensor> State => Weights(bias: false, 2L * Rows - 1 + 2L * Columns - 1, Width);
    internal override Memory Memory => Memory.KeepsInputs;
    // Multiplies every query by every vector; the rest only moves and adds.
    internal override OpCost Cost(Shape input) =>
        OpCost.Multiplications(Amount.Times(input.Elements, 2L * Rows - 1 + 2L * Columns - 1));
}

/// <summary>Primitives with weight matrices.</summary>
internal static class Convolutions
{
    public static readonly IReadOnlyList<Primitive> All =
    [
        new("conv", "Two-dimensional convolution.",
        [
            new("out", ArgumentType.Int, "outgoing channels; the incoming ones"),
            new("kernel", ArgumentType.Size, "window; 1"),
            new("stride", ArgumentType.Size, "step between windows; 1"),
            new("padding", ArgumentType.Size, "zeros around the input; dilation * (kernel - 1) / 2") { Min = 0 },
            new("dilation", ArgumentType.Size, "step inside a window; 1"),
            new("groups", ArgumentType.Int, "groups of channels; 1"),
            new("bias", ArgumentType.Bool, "whether a bias is learned; false"),
        ], Conv),
        new("linear", "Fully connected layer on a 1x1 map.",
        [
            new("out", ArgumentType.Int, "outgoing features") { Required = true },
            new("bias", ArgumentType.Bool, "whether a bias is learned; true"),
        ], Linear),
        new("channel-conv", "One-dimensional convolution along the channels, the same at every position (Wang et al., arXiv:1910.03151).",
        [
            new("kernel", ArgumentType.Int, "channels in a window, odd") { Required = true },
            new("bias", ArgumentType.Bool, "whether a bias is learned; false"),
        ], ChannelConv),
        new("relative-position",
            "Queries [N, heads, positions, d] to logits [N, heads, positions, positions] by learned relative positions on a map"
                + " (Srinivas et al., arXiv:2101.11605).",
        [
            new("rows", ArgumentType.Int, "rows of the map") { Required = true },
            new("columns", ArgumentType.Int, "columns of the map") { Required = true },
        ], RelativePosition),
    ];

    private static Op? Conv(PrimitiveCall call)
    {
        var kernel = call.Get<Size2>("kernel");
        var dilation = call.Get<Size2>("dilation");
        if (!call.Has("padding") && (kernel.Rows % 2 == 0 || kernel.Columns % 2 == 0))
            return call.Fail(Descriptors.EvenKernel, $"A {kernel} kernel has no middle; say its padding.");
        var (rows, columns) = (Reach(kernel.Rows, dilation.Rows), Reach(kernel.Columns, dilation.Columns));
        if (!call.Has("padding") && Math.Max(rows, columns) > Limits.LargestSize)
            return call.Fail(Descriptors.TooLarge, $"The window reaches over more than {Limits.LargestSize} positions; say its padding.");
        var padding = call.Get("padding", new Size2((int)rows, (int)columns));
        var stride = call.Get<Size2>("stride");
        var outgoing = call.Get("out", call.Shape.Channels);
        var groups = call.Get<int>("groups");
        if (call.Shape.Channels % groups != 0 || outgoing % groups != 0)
        {
            return call.Fail(Descriptors.NotDivisible,
                $"{call.Shape.Channels} incoming and {outgoing} outgoing channels cannot both be divided into {groups} groups.");
        }
        return call.Slide(outgoing, kernel, stride, padding, dilation) is not { } shape ? null : new ConvOp
        {
            Shape = shape,
            In = call.Shape.Channels,
            Out = outgoing,
            Kernel = kernel,
            Stride = stride,
            Padding = padding,
            Dilation = dilation,
            Groups = groups,
            Bias = call.Get<bool>("bias"),
        };
    }

    // From the centre of a window to its edge.
    private static long Reach(int kernel, int dilation) => (long)dilation * (kernel - 1) / 2;

    private static Op? Linear(PrimitiveCall call)
    {
        if (call.Shape.Rows != 1 || call.Shape.Columns != 1)
        {
            return call.Fail(Descriptors.LinearNeedsPoint,
                $"'linear' needs a 1x1 map, found {call.Shape}; put 'global-avg-pool' or 'flatten' before it.");
        }
        var outgoing = call.Get<int>("out");
        return new LinearOp { Shape = new Shape(outgoing, 1, 1), In = call.Shape.Channels, Out = outgoing, Bias = call.Get<bool>("bias") };
    }

    private static Op? ChannelConv(PrimitiveCall call)
    {
        var kernel = call.Get<int>("kernel");
        return kernel % 2 == 0
            ? call.Fail(Descriptors.EvenKernel, $"A window of {kernel} channels has no middle; 'channel-conv' needs an odd kernel.")
            : new ChannelConvOp { Shape = call.Shape, Kernel = kernel, Bias = call.Get<bool>("bias") };
    }

    private static Op? RelativePosition(PrimitiveCall call)
    {
        var (rows, columns) = (call.Get<int>("rows"), call.Get<int>("columns"));
        return (long)rows * columns != call.Shape.Rows
            ? call.Fail(Descriptors.ShapesDiffer,
                $"A {rows}x{columns} map has {(long)rows * columns} positions, found {call.Shape.Rows} queries in {call.Shape}.")
            : new RelativePositionOp
            {
                Shape = call.Shape with { Columns = call.Shape.Rows },
                Rows = rows,
                Columns = columns,
                Width = call.Shape.Columns,
            };
    }
}
