using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>
/// <c>residual: { branch, shortcut, merge, after, when-equal }</c>: branch(x) + shortcut(x) (He et al.,
/// arXiv:1512.03385), or another merge of the two.
/// </summary>
internal sealed class ResidualStep(
    StepHead head, IReadOnlyList<Step> branch, IReadOnlyList<Step> shortcut, Merge merge, IReadOnlyList<Step> after, Expression? whenEqual)
    : Step(head)
{
    /// <summary>Its keys.</summary>
    public static readonly string[] Keys = ["branch", "shortcut", "merge", "after", "when-equal"];

    /// <summary>Its syntax.</summary>
    public static readonly StepSyntax Syntax = new("residual", Read) { CanBeTransparent = true };

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input) => expansion.Group(LocalName, input, _ =>
    {
        var sum = Sum(expansion, input);
        return after.Count == 0 ? sum : expansion.Group("after", sum, x => expansion.Run(after, x));
    });

    private Flow Sum(Expansion expansion, Flow input)
    {
        var y = expansion.Group("branch", input, x => expansion.Run(branch, x));
        var onlyWhenEqual = false;
        if (whenEqual is not null)
        {
            if (expansion.Bool(whenEqual, "'when-equal'") is not { } written)
                return Flow.Unknown;
            onlyWhenEqual = written;
        }
        if (onlyWhenEqual && y.Shape != input.Shape)
            return y;
        var z = expansion.Shortcut(y.Shape, () => expansion.Group("shortcut", input, x => expansion.Run(shortcut, x)));
        var advice = shortcut.Count == 0 && merge != Merge.Concat ? " A 'shortcut: [projection]' would fit them." : "";
        return Merging.Apply(expansion, merge, [y, z], "The branch and the shortcut", Where, advice);
    }

    private static Step? Read(StepReader reader, StepHead head, StepValue value)
    {
        if (value.Value is not YamlMapping map)
        {
            reader.Report(Descriptors.WrongType, value.Value?.Where ?? head.Where,
                "'residual' needs a map with 'branch' and optionally 'shortcut' and 'after'.");
            return null;
        }
        var fields = new Fields(map, "'residual'", Keys, reader.Report);
        var merge = Merge.Of(fields.Choice("merge", Merge.Names) ?? Merge.Add.Name);
        // In execution order, so that slots are listed in the order in which they run.
        var branch = fields.Value("branch", required: true) is { } b ? reader.ReadList(b) : [];
        var shortcut = fields.Value("shortcut") is { } s ? reader.ReadShortcut(s) : [];
        var after = fields.Value("after") is { } a ? reader.ReadList(a) : [];
        var whenEqual = fields.Value("when-equal") is { } e ? reader.Expressions.Read(e, "'when-equal'") : null;
        if (whenEqual?.Root is LiteralTerm { Value.Bool: true } && shortcut.FirstOrDefault(step => step is ProjectionStep or PadStep) is { } idle)
            reader.Report(Descriptors.InvalidValue, idle.Where,
                "With 'when-equal: true' there is a shortcut only where the shapes agree, and there this step does nothing. Remove one of the two.");
        return new ResidualStep(head, branch, shortcut, merge, after, whenEqual);
    }
}
