using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>
/// The optimisation between graph and C#: neighbouring memory-bound operations become one. It works inside one forward,
/// and leaves every parameter in place under its own name; values that anything else reads are kept.
/// </summary>
internal static class Fusion
{
    /// <summary>Rewrites the steps of one forward.</summary>
    /// <param name="steps">In execution order.</param>
    /// <param name="ops">All operations of the graph, by position.</param>
    /// <param name="result">The value that the forward returns.</param>
    public static List<Step> Apply(IReadOnlyList<Step> steps, IReadOnlyList<Op> ops, int result)
    {
        var list = new StepList(steps, result);
        FuseAdditions(list, ops);
        FuseRelus(list, ops);
        FuseSlices(list, ops);
        FuseSplits(list);
        FuseCarries(list, ops);
        FuseConvolutions(list);
        // Last: what reads a value after its mean depends on where the others came to stand.
        FuseMeans(list, result);
        return list.Remaining;
    }

    private static void FuseAdditions(StepList steps, IReadOnlyList<Op> ops)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not OpStep { Op: AddOp add } step || Broadcasts(add, ops))
            {
                continue;
            }
            // The branch comes first in an addition: its last normalisation is the one worth fusing when both sides end in one.
            foreach (var side in new[] { 0, 1 })
            {
                var at = steps.OnlySource(add.Inputs[side]);
                if (at >= 0 && steps[at] is OpStep { Op: BatchNormOp norm } && steps.MayMove(at, i))
                {
                    steps.Replace(i, new NormStep(norm, Relu: false, add.Path, [norm.Inputs[0], add.Inputs[1 - side]], step.Position), at);
                    break;
                }
            }
        }
    }

    private static void FuseRelus(StepList steps, IReadOnlyList<Op> ops)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not OpStep { Op: ActivationOp { Function: ActivationKind.Relu } relu } step)
            {
                continue;
            }
            var at = steps.OnlySource(relu.Inputs[0]);
            Step? fused = at < 0 || !steps.MayMove(at, i) ? null : steps[at] switch
            {
                OpStep { Op: BatchNormOp norm } => new NormStep(norm, Relu: true, relu.Path, norm.Inputs, step.Position),
                NormStep { Relu: false } norm => new NormStep(norm.Layer, Relu: true, relu.Path, norm.Inputs, step.Position),
                OpStep { Op: AddOp add } when !Broadcasts(add, ops) => new AddReluStep(relu.Path, add.Inputs, step.Position),
                _ => null,
            };
            if (fused is not null)
            {
                steps.Replace(i, fused, at);
            }
        }
    }

    private static void FuseSlices(StepList steps, IReadOnlyList<Op> ops)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not OpStep { Op: SliceOp { Axis: Axis.Channels } slice })
            {
                continue;
            }
            var source = slice.Inputs[0];
            var places = steps.Readers(source).Where(place => steps[place] is OpStep { Op: SliceOp { Axis: Axis.Channels } }).ToList();
            var parts = places.Select(place => (OpStep)steps[place]!).OrderBy(step => ((SliceOp)step.Op).From).ToList();
            var end = 0;
            var contiguous = parts.All(part =>
            {
                var starts = ((SliceOp)part.Op).From == end;
                end += part.Op.Shape.Channels;
                return starts;
            });
            if (contiguous && parts.Count > 1 && end == ops[source].Shape.Channels)
            {
                // At the place of the earliest slice: what reads any of them comes after it.
                var split = new SplitStep(
                    null, slice.Path, [source], [.. parts.Select(p => p.Op.Shape.Channels)], [.. parts.Select(p => p.Position)]);
                steps.Replace(i, split, [.. places]);
            }
        }
    }

    private static void FuseSplits(StepList steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is SplitStep split && steps.OnlySource(split.Inputs[0]) is >= 0 and var at
                && steps[at] is NormStep { Relu: true, Inputs.Count: 1 } norm && steps.MayMove(at, i))
            {
                steps.Replace(i, split with { Layer = norm.Layer, Inputs = norm.Inputs }, at);
            }
        }
    }

    // Res2Net's carry: an output of the cascade that is both kept and added to the next split.
    private static void FuseCarries(StepList steps, IReadOnlyList<Op> ops)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not NormStep { Relu: true, Inputs.Count: 1 } norm)
            {
                continue;
            }
            var readers = steps.Readers(norm.Position);
            // The other summand must be there already where the normalisation runs.
            var at = readers.FirstOrDefault(place => steps[place] is OpStep { Op: AddOp add } && !Broadcasts(add, ops)
                && add.Inputs.Count(input => steps.Source(input) >= i) == 1);
            if (at > i && readers.Any(place => place != at))
            {
                var sum = (OpStep)steps[at]!;
                var next = sum.Inputs[0] == norm.Position ? sum.Inputs[1] : sum.Inputs[0];
                steps.Replace(i, new CarryStep(norm.Layer, norm.Path, sum.Path, [norm.Inputs[0], next], [norm.Position, sum.Position]), at);
            }
        }
    }

    // In evaluation a normalisation is folded into the convolution before it. The convolution then runs where the normalisation stands:
    // it keeps no statistics, so its place among other uses of its weights does not matter.
    private static void FuseConvolutions(StepList steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is { Norm: { } norm } fused && steps.OnlySource(fused.Inputs[0]) is >= 0 and var at
                && steps[at] is OpStep { Op: ConvOp conv })
            {
                var step = fused is OpStep alone ? new NormStep(norm, Relu: false, alone.Path, alone.Inputs, alone.Position) : fused;
                steps.Replace(i, step with { Conv = conv, Inputs = [conv.Inputs[0], .. step.Inputs.Skip(1)] }, at);
            }
        }
    }

    private static void FuseMeans(StepList steps, int result)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is OpStep { Op: ReduceOp { Function: Reduction.Mean, Over: Over.Positions } pool } step
                && (pool.Inputs[0] == result || steps.Readers(pool.Inputs[0]).Any(place => place > i)))
            {
                steps.Replace(i, new MeanStep(pool.Path, pool.Inputs[0], step.Position));
            }
        }
    }

    // The fused kernels add equal shapes.
    private static bool Broadcasts(AddOp add, IReadOnlyList<Op> ops) => ops[add.Inputs[0]].Shape != ops[add.Inputs[1]].Shape;
}
