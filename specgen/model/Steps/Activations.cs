using System.Collections.Generic;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Primitives that apply a function to every element, and softmax.</summary>
internal static class Activations
{
    private const double SteepestSlope = 1000;

    public static readonly IReadOnlyList<Primitive> All =
    [
        Elementwise("relu", "max(x, 0)", ActivationKind.Relu),
        Elementwise("relu6", "min(max(x, 0), 6)", ActivationKind.Relu6),
        new("leaky-relu", "x where x is positive, else slope * x.",
        [
            new("slope", ArgumentType.Float, "factor of negative elements; 0.01") { Min = -SteepestSlope, Max = SteepestSlope },
        ], call => Emit(call, ActivationKind.LeakyRelu, call.Get("slope", 0.01))),
        Elementwise("gelu", "x * Phi(x), Phi the normal distribution function (Hendrycks and Gimpel, arXiv:1606.08415)", ActivationKind.Gelu),
        Elementwise("silu", "x * sigmoid(x), also called swish", ActivationKind.Silu),
        Elementwise("hard-swish", "x * min(max(x + 3, 0), 6) / 6", ActivationKind.HardSwish),
        Elementwise("sigmoid", "1 / (1 + exp(-x))", ActivationKind.Sigmoid),
        Elementwise("hard-sigmoid", "min(max(x + 3, 0), 6) / 6", ActivationKind.HardSigmoid),
        new("softmax", "exp(x) / sum exp(x), over the channels of every position or the positions of every channel.",
        [
            new("over", ArgumentType.Choice, "what sums to one") { Required = true, Choices = ["channels", "positions"] },
        ], call => call.Emit(new SoftmaxOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = call.Shape,
            Where = call.Where,
            Over = call.Get("over", "") == "channels" ? SoftmaxAxis.Channels : SoftmaxAxis.Positions,
        })),
    ];

    private static Primitive Elementwise(string name, string summary, ActivationKind kind) =>
        new(name, summary, [], call => Emit(call, kind, 0));

    private static Flow Emit(PrimitiveCall call, ActivationKind kind, double slope) => call.Emit(new ActivationOp
    {
        Path = call.Path,
        Inputs = call.Inputs,
        Shape = call.Shape,
        Where = call.Where,
        Kind = kind,
        Slope = slope,
    });
}
