using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>
/// <c>branches: { of, shared, merge, axis }</c>: parallel paths over one input. The <c>shared</c> steps run at the end of every path
/// with one set of weights, just as CBAM's two pooled vectors go through one small network (Woo et al., arXiv:1807.06521).
/// </summary>
internal sealed class BranchesStep(
    StepHead head, IReadOnlyList<IReadOnlyList<Step>> paths, IReadOnlyList<Step> shared, Merge merge, Axis axis) : Step(head)
{
    /// <summary>Its keys.</summary>
    public static readonly string[] Keys = ["of", "shared", "merge", "axis"];

    /// <summary>Its syntax.</summary>
    public static readonly StepSyntax Syntax = new("branches", Read) { CanBeTransparent = true };

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input) => expansion.Group(LocalName, input, _ =>
    {
        var outputs = new List<Flow>();
        for (var i = 0; i < paths.Count && !expansion.Stopped; i++)
        {
            var steps = paths[i];
            var output = expansion.Group($"path{i + 1}", input, x => expansion.Run(steps, x));
            if (steps.Count > 0 && steps.All(step => step.IsConditional) && output.Shape is not null && output.Value == input.Value)
            {
                expansion.Report(Descriptors.EmptyPath, steps[0].Where,
                    $"'when' leaves no step on path {i + 1}, which passes its input on. Write 'identity' if you mean that.");
            }
            outputs.Add(shared.Count == 0 ? output : Shared(expansion, i, output));
        }
        return outputs.Count == 0 ? Flow.Unknown : Merging.Apply(expansion, merge, outputs, "The paths", Where, axis: axis);
    });

    // The first path owns the weights, under 'shared'; the others use them.
    private Flow Shared(Expansion expansion, int path, Flow input) => path == 0
        ? expansion.Group("shared", input, x => expansion.Run(shared, x))
        : expansion.Sharing($"shared{path + 1}", "shared", () => expansion.Run(shared, input));

    private static Step? Read(StepReader reader, StepHead head, StepValue value)
    {
        if (value.Value is not YamlMapping map)
        {
            reader.Report(Descriptors.WrongType, value.Value?.Where ?? head.Where, "'branches' needs a map with 'of' and 'merge'.");
            return null;
        }
        var fields = new Fields(map, "'branches'", Keys, reader.Report);
        var paths = new List<IReadOnlyList<Step>>();
        if (fields.Sequence("of", required: true) is { } of)
        {
            paths = of.Items.Select(reader.ReadList).ToList();
            if (paths.Count == 0)
                reader.Report(Descriptors.InvalidValue, of.Where, "'branches' needs at least one path in 'of'.");
        }
        var shared = fields.Value("shared") is { } s ? reader.ReadList(s) : [];
        var merge = Merge.Of(fields.Choice("merge", Merge.Names, required: true) ?? Merge.Concat.Name);
        var axis = fields.Choice("axis", Axes.Names);
        if (axis is not null && merge != Merge.Concat)
            reader.Report(Descriptors.UnknownKey, fields.Place("axis"), $"'axis' says what 'concat' joins; '{merge.Name}' has none.");
        if (paths.Count == 1 && merge.Name == "matmul")
            reader.Report(Descriptors.InvalidValue, fields.Place("of"),
                "'matmul' needs at least two paths, found one; if the other is the input itself, write of: [identity, ..].");
        return paths.Count == 0 ? null : new BranchesStep(head, paths, shared, merge, axis is null ? Axis.Channels : Axes.Of(axis));
    }
}
