using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Primitives that pool over windows, over all positions or over the channels.</summary>
internal static class Pools
{
    public static readonly IReadOnlyList<Primitive> All =
    [
        new("max-pool", "Largest element of each window.", Window(), call => Pool(call, PoolKind.Max)),
        new("avg-pool", "Mean of each window.",
        [
            .. Window(),
            new("count-include-pad", ArgumentType.Bool, "whether padded zeros count; true"),
        ], call => Pool(call, PoolKind.Average)),
        new("global-avg-pool", "Mean over all positions: [N, C, H, W] to [N, C, 1, 1].", [], call =>
            call.Emit(new GlobalAvgPoolOp { Path = call.Path, Inputs = call.Inputs, Shape = Point(call), Where = call.Where })),
        new("global-max-pool", "Largest element of all positions: [N, C, H, W] to [N, C, 1, 1].", [], call =>
            call.Emit(new GlobalMaxPoolOp { Path = call.Path, Inputs = call.Inputs, Shape = Point(call), Where = call.Where })),
        new("global-sum-pool", "Sum over all positions: [N, C, H, W] to [N, C, 1, 1].", [], call =>
            call.Emit(new GlobalSumPoolOp { Path = call.Path, Inputs = call.Inputs, Shape = Point(call), Where = call.Where })),
        new("channel-mean", "Mean over the channels: [N, C, H, W] to [N, 1, H, W].", [], call =>
            call.Emit(new ChannelMeanOp { Path = call.Path, Inputs = call.Inputs, Shape = Map(call), Where = call.Where })),
        new("channel-max", "Largest element of the channels: [N, C, H, W] to [N, 1, H, W].", [], call =>
            call.Emit(new ChannelMaxOp { Path = call.Path, Inputs = call.Inputs, Shape = Map(call), Where = call.Where })),
    ];

    private static Shape Point(PrimitiveCall call) => new(call.Shape.Channels, 1, 1);

    private static Shape Map(PrimitiveCall call) => call.Shape with { Channels = 1 };

    private static IReadOnlyList<Argument> Window() =>
    [
        new("kernel", ArgumentType.Size, "window") { Required = true },
        new("stride", ArgumentType.Size, "step between windows; the kernel"),
        new("padding", ArgumentType.Size, "cells around the input, at most half the kernel; 0") { Min = 0 },
    ];

    private static Flow Pool(PrimitiveCall call, PoolKind kind)
    {
        var kernel = call.Get("kernel", Size2.Square(1));
        var stride = call.Get("stride", kernel);
        var padding = call.Get("padding", Size2.Square(0));
        if (padding.Rows > kernel.Rows / 2 || padding.Columns > kernel.Columns / 2)
            return call.Fail(Descriptors.InvalidValue,
                $"The padding {padding.Rows}x{padding.Columns} is more than half the {kernel.Rows}x{kernel.Columns} window.");
        if (call.Slide(call.Shape.Channels, kernel, stride, padding, Size2.Square(1)) is not { } shape)
            return Flow.Unknown;
        return call.Emit(new PoolOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = shape,
            Where = call.Where,
            Kind = kind,
            Kernel = kernel,
            Stride = stride,
            Padding = padding,
            CountIncludePad = kind == PoolKind.Average && call.Get("count-include-pad", true),
        });
    }
}
