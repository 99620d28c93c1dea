using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Primitives that normalise or scale channels.</summary>
internal static class Normalisations
{
    private static readonly Argument Eps = new("eps", ArgumentType.Float, "added to the variance; 1e-5") { Min = 0, Max = 1 };

    public static readonly IReadOnlyList<Primitive> All =
    [
        new("batch-norm", "Batch normalisation over [N, H, W] (Ioffe and Szegedy, arXiv:1502.03167).",
        [
            new("gamma", ArgumentType.Float, "initial factor; 1") { Min = -float.MaxValue, Max = float.MaxValue },
            Eps,
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
        new("layer-norm", "Normalisation over the channels of every position (Ba et al., arXiv:1607.06450).", [Eps], call =>
            call.Emit(new LayerNormOp
            {
                Path = call.Path,
                Inputs = call.Inputs,
                Shape = call.Shape,
                Where = call.Where,
                Eps = call.Get("eps", 1e-5),
            })),
        new("group-norm", "Normalisation over the channels of a group and all positions (Wu and He, arXiv:1803.08494).",
        [
            new("groups", ArgumentType.Int, "groups of channels") { Required = true },
            Eps,
        ], GroupNorm),
        new("scale", "A learned factor per channel (Touvron et al., arXiv:2103.17239).",
        [
            new("init", ArgumentType.Float, "initial factor; 1") { Min = -float.MaxValue, Max = float.MaxValue },
        ], call => call.Emit(new ScaleOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = call.Shape,
            Where = call.Where,
            Init = call.Get("init", 1.0),
        })),
    ];

    private static Flow GroupNorm(PrimitiveCall call)
    {
        var groups = call.Get("groups", 1);
        if (call.Shape.Channels % groups != 0)
            return call.Fail(Descriptors.NotDivisible, $"{call.Shape.Channels} channels cannot be divided into {groups} equal groups.");
        return call.Emit(new GroupNormOp
        {
            Path = call.Path,
            Inputs = call.Inputs,
            Shape = call.Shape,
            Where = call.Where,
            Groups = groups,
            Eps = call.Get("eps", 1e-5),
        });
    }
}
