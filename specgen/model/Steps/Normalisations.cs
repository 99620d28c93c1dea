using System.Collections.Generic;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Primitives that normalise.</summary>
internal static class Normalisations
{
    public static readonly IReadOnlyList<Primitive> All =
    [
        new("batch-norm", "Batch normalisation over [N, H, W] (Ioffe and Szegedy, arXiv:1502.03167).",
        [
            new("gamma", ArgumentType.Float, "initial factor; 1") { Min = double.NegativeInfinity, Max = double.PositiveInfinity },
            new("eps", ArgumentType.Float, "added to the variance; 1e-5") { Min = 0, Max = 1 },
            new("momentum", ArgumentType.Float, "share of the new batch in the running statistics; 0.1") { Min = 0, Max = 1 },
        ], call => call.Emit(new BatchNormOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = call.Shape,
            Where = call.Where,
            Gamma = call.Get("gamma", 1.0),
            Eps = call.Get("eps", 1e-5),
            Momentum = call.Get("momentum", 0.1),
        })),
    ];
}
