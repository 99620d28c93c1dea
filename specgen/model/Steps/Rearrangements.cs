using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Primitives that move values without computing.</summary>
internal static class Rearrangements
{
    public static readonly IReadOnlyList<Primitive> All =
    [
        new("flatten", "[N, C, H, W] to [N, C*H*W, 1, 1].", [], Flatten),
        new("identity", "Passes its input on.", [], call => call.Input),
    ];

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
