using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Primitives that move values or leave some out.</summary>
internal static class Rearrangements
{
    // Nothing would be left of a rate of 1, and 1 - rate is a divisor.
    private const double LargestRate = 0.999;

    public static readonly IReadOnlyList<Primitive> All =
    [
        new("flatten", "[N, C, H, W] to [N, C*H*W, 1, 1].", [], Flatten),
        new("identity", "Passes its input on.", [], call => call.Input),
        new("slice", "Some of the channels: from .. from + channels - 1.",
        [
            new("from", ArgumentType.Int, "channels left out before, so 0 is the first; 0") { Min = 0 },
            new("channels", ArgumentType.Int, "how many; all from there"),
        ], Slice),
        new("channel-shuffle", "Channels of different groups interleaved (Zhang et al., arXiv:1707.01083).",
        [
            new("groups", ArgumentType.Int, "groups of channels") { Required = true },
        ], Shuffle),
        new("resize", "Rows and columns brought to another size.",
        [
            new("rows", ArgumentType.Int, "rows to make; as many as there are"),
            new("columns", ArgumentType.Int, "columns to make; as many as there are"),
            new("mode", ArgumentType.Choice, "how positions are filled; nearest") { Choices = ["nearest", "bilinear"] },
        ], Resize),
        new("dropout", "While training, zeroes elements at random and divides the others by 1 - rate (Srivastava et al., JMLR 15, 2014).",
        [
            new("rate", ArgumentType.Float, "probability; 0.5") { Min = 0, Max = LargestRate },
        ], call => call.Emit(new DropoutOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = call.Shape,
            Where = call.Where,
            Rate = call.Get("rate", 0.5),
        })),
        new("drop-path", "While training, zeroes whole images at random and divides the others by 1 - rate (Huang et al., arXiv:1603.09382).",
        [
            new("rate", ArgumentType.Float, "probability") { Min = 0, Max = LargestRate, Required = true },
        ], call => call.Emit(new DropPathOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = call.Shape,
            Where = call.Where,
            Rate = call.Get("rate", 0.0),
        })),
    ];

    private static Flow Slice(PrimitiveCall call)
    {
        var from = call.Get("from", 0);
        var channels = call.Get("channels", call.Shape.Channels - from);
        if (channels < 1 || (long)from + channels > call.Shape.Channels)
        {
            var asked = channels < 1 ? $"from {from} on" : $"{from} to {(long)from + channels - 1}";
            return call.Fail(Descriptors.InvalidValue,
                $"There are no channels {asked}: {call.Shape.Channels} enter, numbered 0 to {call.Shape.Channels - 1}.");
        }
        if (channels == call.Shape.Channels)
            return call.Input;
        return call.Emit(new SliceOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = call.Shape with { Channels = channels },
            Where = call.Where,
            From = from,
        });
    }

    private static Flow Shuffle(PrimitiveCall call)
    {
        var groups = call.Get("groups", 1);
        if (call.Shape.Channels % groups != 0)
            return call.Fail(Descriptors.NotDivisible, $"{call.Shape.Channels} channels cannot be divided into {groups} equal groups.");
        return call.Emit(new ChannelShuffleOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = call.Shape,
            Where = call.Where,
            Groups = groups,
        });
    }

    private static Flow Resize(PrimitiveCall call)
    {
        var shape = call.Shape with { Rows = call.Get("rows", call.Shape.Rows), Columns = call.Get("columns", call.Shape.Columns) };
        if (shape == call.Shape)
            return call.Input;
        return call.Emit(new ResizeOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = shape,
            Where = call.Where,
            Mode = call.Get("mode", "nearest") == "nearest" ? ResizeMode.Nearest : ResizeMode.Bilinear,
        });
    }

    private static Flow Flatten(PrimitiveCall call)
    {
        if (call.Shape.Elements > Expansion.LargestSize)
            return call.Fail(Descriptors.TooLarge,
                $"{call.Shape} flattens to {call.Shape.Elements} features; at most {Expansion.LargestSize} are possible.");
        return call.Emit(new FlattenOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = new Shape((int)call.Shape.Elements, 1, 1),
            Where = call.Where,
        });
    }
}
