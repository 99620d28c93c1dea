using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>
/// The optimisation between graph and C#: neighbouring memory-bound operations become one. It works inside one forward,
/// and leaves every parameter where it is and under its name; values that anything else reads stay.
/// </summary>
internal static class Fusion
{
    /// <summary>Rewrites the steps of one forward.</summary>
    /// <param name="steps">In execution order.</param>
    /// <param name="ops">All operations of the graph, by position.</param>
    /// <param name="result">The value that the forward returns.</param>
    public static List<Step> Apply(IReadOnlyList<Step> steps, IReadOnlyList<Op> ops, int result)
    {
        var list = new List<Step>(steps);
        FuseAdditions(list, ops, result);
        FuseRelus(list, ops, result);
        FuseSlices(list, ops);
        FuseSplits(list, result);
        FuseCarries(list, ops);
        FuseConvolutions(list, result);
        // Last: what reads a value after its mean depends on where the others came to stand.
        FuseMeans(list, result);
        return list;
    }

    private static void FuseAdditions(List<Step> steps, IReadOnlyList<Op> ops, int result)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not OpStep { Op: AddOp add } step || Broadcasts(add, ops))
            {
                continue;
            }
            // The branch stands first in an addition: its last normalisation is the one worth fusing when both sides end in one.
            foreach (var side in new[] { 0, 1 })
            {
                var at = OnlySource(steps, add.Inputs[side], result);
                if (at >= 0 && steps[at] is OpStep { Op: BatchNormOp norm } && MayMove(steps, at, i))
                {
                    steps[i] = new NormStep(norm, Relu: false, add.Path, [norm.Inputs[0], add.Inputs[1 - side]], step.Position);
                    steps.RemoveAt(at);
                    i--;
                    break;
                }
            }
        }
    }

    private static void FuseRelus(List<Step> steps, IReadOnlyList<Op> ops, int result)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not OpStep { Op: ActivationOp { Kind: ActivationKind.Relu } relu } step)
            {
                continue;
            }
            var at = OnlySource(steps, relu.Inputs[0], result);
            Step? fused = at < 0 || !MayMove(steps, at, i) ? null : steps[at] switch
            {
                OpStep { Op: BatchNormOp norm } => new NormStep(norm, Relu: true, relu.Path, norm.Inputs, step.Position),
                NormStep { Relu: false } norm => new NormStep(norm.Layer, Relu: true, relu.Path, norm.Inputs, step.Position),
                OpStep { Op: AddOp add } when !Broadcasts(add, ops) => new AddReluStep(relu.Path, add.Inputs, step.Position),
                _ => null,
            };
            if (fused is not null)
            {
                steps[i] = fused;
                steps.RemoveAt(at);
                i--;
            }
        }
    }

    private static void FuseSlices(List<Step> steps, IReadOnlyList<Op> ops)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not OpStep { Op: SliceOp slice })
            {
                continue;
            }
            var source = slice.Inputs[0];
            var parts = steps.OfType<OpStep>()
                .Where(step => step.Op is SliceOp other && other.Inputs[0] == source)
                .OrderBy(step => ((SliceOp)step.Op).From).ToList();
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
                steps[i] = new SplitStep(
                    null, slice.Path, [source], [.. parts.Select(p => p.Op.Shape.Channels)], [.. parts.Select(p => p.Position)]);
                steps.RemoveAll(step => step is OpStep part && parts.Contains(part));
            }
        }
    }

    private static void FuseSplits(List<Step> steps, int result)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is SplitStep split && OnlySource(steps, split.Inputs[0], result) is >= 0 and var at
                && steps[at] is NormStep { Relu: true, Inputs.Count: 1 } norm && MayMove(steps, at, i))
            {
                steps[i] = split with { Layer = norm.Layer, Inputs = norm.Inputs };
                steps.RemoveAt(at);
                i--;
            }
        }
    }

    // Res2Net's carry: an output of the cascade that is both kept and added to the next split.
    private static void FuseCarries(List<Step> steps, IReadOnlyList<Op> ops)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not NormStep { Relu: true, Inputs.Count: 1 } norm)
            {
                continue;
            }
            var known = new HashSet<int>(steps.Skip(i).SelectMany(step => step.Outputs));
            var at = steps.FindIndex(i, step => step is OpStep { Op: AddOp add } && !Broadcasts(add, ops)
                && step.Inputs.Contains(norm.Position) && step.Inputs.Count(known.Contains) == 1);
            var others = steps.Where((step, index) => index != at && step.Inputs.Contains(norm.Position));
            if (at >= 0 && others.Any())
            {
                var sum = (OpStep)steps[at];
                var next = sum.Inputs[0] == norm.Position ? sum.Inputs[1] : sum.Inputs[0];
                steps[i] = new CarryStep(norm.Layer, norm.Path, sum.Path, [norm.Inputs[0], next], [norm.Position, sum.Position]);
                steps.RemoveAt(at);
            }
        }
    }

    // In evaluation a normalisation is folded into the convolution before it. The convolution then runs where the normalisation stands:
    // it keeps no statistics, so its place among other uses of its weights does not matter.
    private static void FuseConvolutions(List<Step> steps, int result)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Norm is { } norm && OnlySource(steps, steps[i].Inputs[0], result) is >= 0 and var at
                && steps[at] is OpStep { Op: ConvOp conv })
            {
                var step = steps[i] is OpStep alone ? new NormStep(norm, Relu: false, alone.Path, alone.Inputs, alone.Position) : steps[i];
                steps[i] = step with { Conv = conv, Inputs = [conv.Inputs[0], .. step.Inputs.Skip(1)] };
                steps.RemoveAt(at);
                i--;
            }
        }
    }

    private static void FuseMeans(List<Step> steps, int result)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is OpStep { Op: GlobalAvgPoolOp pool } step
                && (pool.Inputs[0] == result || steps.Skip(i + 1).Any(later => later.Inputs.Contains(pool.Inputs[0]))))
            {
                steps[i] = new MeanStep(pool.Path, pool.Inputs[0], step.Position);
            }
        }
    }

    // The fused kernels add equal shapes.
    private static bool Broadcasts(AddOp add, IReadOnlyList<Op> ops) => ops[add.Inputs[0]].Shape != ops[add.Inputs[1]].Shape;

    // A shared normalisation updates its running statistics once for each use, in the order of the graph.
    private static bool MayMove(List<Step> steps, int from, int to) => steps[from].Norm is not { } norm
        || !steps.Skip(from + 1).Take(to - from - 1).Any(step => step.Norm is { } other && LayerText.Path(other) == LayerText.Path(norm));

    /// <summary>Index of the step that makes <paramref name="value"/> when nothing but one step reads it; -1 otherwise.</summary>
    private static int OnlySource(List<Step> steps, int value, int result)
    {
        var source = -1;
        var reads = value == result ? 2 : 0;
        for (var i = 0; i < steps.Count && reads < 2; i++)
        {
            foreach (var input in steps[i].Inputs)
            {
                reads += input == value ? 1 : 0;
            }
            source = source < 0 && steps[i].Outputs.Contains(value) ? i : source;
        }
        return reads == 1 ? source : -1;
    }
}
