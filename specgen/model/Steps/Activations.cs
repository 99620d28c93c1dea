using System.Collections.Generic;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Primitives that apply a function to every element.</summary>
internal static class Activations
{
    public static readonly IReadOnlyList<Primitive> All =
    [
        Elementwise("relu", "max(x, 0)", ActivationKind.Relu),
        Elementwise("sigmoid", "1 / (1 + exp(-x))", ActivationKind.Sigmoid),
    ];

    private static Primitive Elementwise(string name, string summary, ActivationKind kind) => new(name, summary, [], call =>
        call.Emit(new ActivationOp { Path = call.Path, Inputs = call.Inputs, Shape = call.Shape, Where = call.Where, Kind = kind }));
}
