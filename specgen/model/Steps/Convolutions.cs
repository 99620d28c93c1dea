using System;
using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Primitives with weight matrices: convolution and the fully connected layer.</summary>
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
    ];

    private static Flow ChannelConv(PrimitiveCall call)
    {
        var kernel = call.Get("kernel", 1);
        if (kernel % 2 == 0)
            return call.Fail(Descriptors.EvenKernel, $"A window of {kernel} channels has no middle; 'channel-conv' needs an odd kernel.");
        return call.Emit(new ChannelConvOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = call.Shape,
            Where = call.Where,
            Kernel = kernel,
            Bias = call.Get("bias", false),
        });
    }

    private static Flow Conv(PrimitiveCall call)
    {
        var kernel = call.Get("kernel", Size2.Square(1));
        var dilation = call.Get("dilation", Size2.Square(1));
        if (!call.Has("padding") && (kernel.Rows % 2 == 0 || kernel.Columns % 2 == 0))
            return call.Fail(Descriptors.EvenKernel, $"A {kernel.Rows}x{kernel.Columns} kernel has no middle; say its padding.");
        var (rows, columns) = (Reach(kernel.Rows, dilation.Rows), Reach(kernel.Columns, dilation.Columns));
        if (!call.Has("padding") && Math.Max(rows, columns) > Expansion.LargestSize)
        {
            return call.Fail(Descriptors.TooLarge,
                $"The window reaches over more than {Expansion.LargestSize} positions; say its padding.");
        }
        var padding = call.Get("padding", new Size2((int)rows, (int)columns));
        var stride = call.Get("stride", Size2.Square(1));
        var outgoing = call.Get("out", call.Shape.Channels);
        var groups = call.Get("groups", 1);
        if (call.Shape.Channels % groups != 0 || outgoing % groups != 0)
        {
            return call.Fail(Descriptors.NotDivisible,
                $"{call.Shape.Channels} incoming and {outgoing} outgoing channels cannot both be divided into {groups} groups.");
        }
        if (call.Slide(outgoing, kernel, stride, padding, dilation) is not { } shape)
            return Flow.Unknown;
        return call.Emit(new ConvOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = shape,
            Where = call.Where,
            In = call.Shape.Channels,
            Out = outgoing,
            Kernel = kernel,
            Stride = stride,
            Padding = padding,
            Dilation = dilation,
            Groups = groups,
            Bias = call.Get("bias", false),
        });
    }

    // From the middle of a window to its edge.
    private static long Reach(int kernel, int dilation) => (long)dilation * (kernel - 1) / 2;

    private static Flow Linear(PrimitiveCall call)
    {
        if (call.Shape.Rows != 1 || call.Shape.Columns != 1)
        {
            return call.Fail(Descriptors.LinearNeedsPoint,
                $"'linear' needs a 1x1 map, found {call.Shape}; put 'global-avg-pool' or 'flatten' before it.");
        }
        var outgoing = call.Get("out", 1);
        return call.Emit(new LinearOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = new Shape(outgoing, 1, 1),
            Where = call.Where,
            In = call.Shape.Channels,
            Out = outgoing,
            Bias = call.Get("bias", true),
        });
    }
}
