using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Compiler.Graph;

/// <summary>What a pool computes from each window.</summary>
public enum PoolKind
{
    /// <summary>The largest element.</summary>
    Max,
    /// <summary>The mean.</summary>
    Average,
}

/// <summary>Pooling over windows.</summary>
public sealed record PoolOp : WeightlessOp
{
    /// <summary>What it computes from each window.</summary>
    public required PoolKind Function { get; init; }
    /// <summary>Window.</summary>
    public required Size2 Kernel { get; init; }
    /// <summary>Step between windows.</summary>
    public required Size2 Stride { get; init; }
    /// <summary>Cells around the input: zeros for the mean, nothing for the maximum.</summary>
    public required Size2 Padding { get; init; }
    /// <summary>Whether the padding counts in the mean; false for the maximum.</summary>
    public bool CountIncludePad { get; init; }
    /// <summary>Whether a last window may reach beyond the input.</summary>
    public bool CeilMode { get; init; }

    internal override string Kind => Function == PoolKind.Max ? "max-pool" : "avg-pool";
    internal override string Label => $"{Kind} {Kernel}{Labels.Stride(Stride)}";
    internal override IReadOnlyList<(string, object)> Attributes =>
    [
        ("kernel", Kernel), ("stride", Stride), ("padding", Padding), ("count-include-pad", CountIncludePad),
        .. CeilMode ? [("ceil-mode", true)] : new (string, object)[0],
    ];
    internal override Memory Memory => Function == PoolKind.Max ? Memory.KeepsInputs : Memory.Own;
    internal override OpCost Cost(Shape input) => Function == PoolKind.Max ? OpCost.Free : new(0, Shape.Elements, 0);
}

/// <summary>What a reduction computes from many elements.</summary>
public enum Reduction
{
    /// <summary>Their mean.</summary>
    Mean,
    /// <summary>The largest.</summary>
    Max,
    /// <summary>Their sum.</summary>
    Sum,
}

/// <summary>Reduces all elements along an axis, or of all positions, to one; the reduced axes keep size 1.</summary>
public sealed record ReduceOp : WeightlessOp
{
    /// <summary>What it computes from them.</summary>
    public required Reduction Function { get; init; }
    /// <summary>The axes it reduces.</summary>
    public required Over Over { get; init; }

    // The first five have names of their own.
    internal override string Kind => (Function, Over) switch
    {
        (Reduction.Mean, Over.Positions) => "global-avg-pool",
        (Reduction.Max, Over.Positions) => "global-max-pool",
        (Reduction.Sum, Over.Positions) => "global-sum-pool",
        (Reduction.Mean, Over.Channels) => "channel-mean",
        (Reduction.Max, Over.Channels) => "channel-max",
        _ => "axis-" + Labels.Word(Function),
    };
    internal override string Label => HasOwnName ? Kind : $"{Kind} {Labels.Word(Over)}";
    internal override IReadOnlyList<(string, object)> Attributes => HasOwnName ? [] : [("axis", Labels.Word(Over))];
    internal override Memory Memory => Function == Reduction.Max ? Memory.KeepsInputs : Memory.Own;
    // An adaptive average pool, in PyTorch's modules, is the mean of all positions.
    internal override OpCost Cost(Shape input) => (Function, Over) == (Reduction.Mean, Over.Positions)
        ? new(0, Amount.Times((long)input.Rows * input.Columns + 1, input.Channels), input.Elements)
        : OpCost.Free;

    private bool HasOwnName => !Kind.StartsWith("axis-", StringComparison.Ordinal);
}

/// <summary>Sizes of softmaxes and reductions.</summary>
internal static class Reductions
{
    /// <summary>How many elements are reduced to one.</summary>
    public static long Count(Shape shape, Over over) => over switch
    {
        Over.Channels => shape.Channels,
        Over.Rows => shape.Rows,
        Over.Columns => shape.Columns,
        Over.Positions => (long)shape.Rows * shape.Columns,
        _ => throw new ArgumentOutOfRangeException(nameof(over)),
    };

    /// <summary>The output shape.</summary>
    public static Shape Reduced(Shape shape, Over over) => over switch
    {
        Over.Channels => shape with { Channels = 1 },
        Over.Rows => shape with { Rows = 1 },
        Over.Columns => shape with { Columns = 1 },
        Over.Positions => new Shape(shape.Channels, 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(over)),
    };
}

/// <summary>Primitives that pool over windows, over all positions or along an axis.</summary>
internal static class Pools
{
    public static readonly IReadOnlyList<Primitive> All =
    [
        new("max-pool", "Largest element of each window.", [.. Window(), Ceil()], call => Pool(call, PoolKind.Max)),
        new("avg-pool", "Mean of each window.",
        [
            .. Window(),
            new("count-include-pad", ArgumentType.Bool, "whether padded zeros count; true"),
            Ceil(),
        ], call => Pool(call, PoolKind.Average)),
        new("global-avg-pool", "Mean over all positions: [N, C, H, W] to [N, C, 1, 1].", [], call => Reduce(call, Reduction.Mean, Over.Positions)),
        new("global-max-pool", "Largest element of all positions: [N, C, H, W] to [N, C, 1, 1].", [],
            call => Reduce(call, Reduction.Max, Over.Positions)),
        new("global-sum-pool", "Sum over all positions: [N, C, H, W] to [N, C, 1, 1].", [], call => Reduce(call, Reduction.Sum, Over.Positions)),
        new("channel-mean", "Mean over the channels: [N, C, H, W] to [N, 1, H, W].", [], call => Reduce(call, Reduction.Mean, Over.Channels)),
        new("channel-max", "Largest element of the channels: [N, C, H, W] to [N, 1, H, W].", [], call => Reduce(call, Reduction.Max, Over.Channels)),
        Along("axis-mean", "Mean along an axis, whose size becomes 1.", Reduction.Mean),
        Along("axis-max", "Largest element along an axis, whose size becomes 1.", Reduction.Max),
        Along("axis-sum", "Sum along an axis, whose size becomes 1.", Reduction.Sum),
    ];

    private static Primitive Along(string name, string summary, Reduction function) => new(name, summary,
    [
        new("axis", ArgumentType.Choice, "the axis") { Required = true, Choices = Axes.Names },
    ], call => Reduce(call, function, call.Choice<Over>("axis")));

    private static ReduceOp Reduce(PrimitiveCall call, Reduction function, Over over) =>
        new() { Shape = Reductions.Reduced(call.Shape, over), Function = function, Over = over };

    private static IReadOnlyList<Argument> Window() =>
    [
        new("kernel", ArgumentType.Size, "window") { Required = true },
        new("stride", ArgumentType.Size, "step between windows; the kernel"),
        new("padding", ArgumentType.Size, "cells around the input, at most half the kernel; 0") { Min = 0 },
    ];

    private static Argument Ceil() => new("ceil-mode", ArgumentType.Bool, "whether a last window may reach beyond the input; false");

    private static Op? Pool(PrimitiveCall call, PoolKind function)
    {
        var kernel = call.Get<Size2>("kernel", Size2.Square(1));
        var stride = call.Get("stride", kernel);
        var padding = call.Get<Size2>("padding");
        var ceil = call.Get<bool>("ceil-mode");
        if (padding.Rows > kernel.Rows / 2 || padding.Columns > kernel.Columns / 2)
            return call.Fail(Descriptors.InvalidValue, $"The padding {padding} is more than half the {kernel} window.");
        return call.Slide(call.Shape.Channels, kernel, stride, padding, Size2.Square(1), ceil) is not { } shape ? null : new PoolOp
        {
            Shape = shape,
            Function = function,
            Kernel = kernel,
            Stride = stride,
            Padding = padding,
            CountIncludePad = function == PoolKind.Average && call.Get<bool>("count-include-pad"),
            // If both modes give the same windows, it is the same network.
            CeilMode = ceil && call.Slide(call.Shape.Channels, kernel, stride, padding, Size2.Square(1)) != shape,
        };
    }
}
