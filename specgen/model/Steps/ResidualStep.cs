using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Expressions;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>
/// <c>residual: { branch, shortcut, merge, after, when-equal }</c>: branch(x) + shortcut(x) (He et al.,
/// arXiv:1512.03385).
/// </summary>
internal sealed class ResidualStep(
    StepHead head, IReadOnlyList<Step> branch, IReadOnlyList<Step> shortcut, IReadOnlyList<Step> after, Expression? whenEqual) : Step(head)
{
    private static readonly string[] Keys = ["branch", "shortcut", "merge", "after", "when-equal"];
    private static readonly string[] Merges = ["add", "concat", "multiply", "max"];

    /// <summary>How it is written.</summary>
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
        if (y.Shape is not { } left || z.Shape is not { } right)
            return Flow.Unknown;
        if (left != right)
        {
            expansion.Report(Descriptors.ShapesDiffer, Where,
                $"The branch gives {left} and the shortcut {right}; an addition needs equal shapes."
                + (shortcut.Count == 0 ? " A 'shortcut: [projection]' would fit them." : ""));
            return Flow.Unknown;
        }
        return expansion.Emit(new AddOp { Path = expansion.PathOf("add"), Inputs = [y.Value, z.Value], Shape = left, Where = Where });
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
        if (fields.Choice("merge", Merges) is { } merge and not "add")
            reader.Report(Descriptors.NotSupportedYet, fields.Place("merge"),
                $"'merge: {merge}' is not part of this version of the language yet; 'add' is.");
        // In the order of execution, so that slots are listed as they are met.
        var branch = fields.Value("branch", required: true) is { } b ? reader.ReadList(b) : [];
        var shortcut = fields.Value("shortcut") is { } s ? reader.ReadShortcut(s) : [];
        var after = fields.Value("after") is { } a ? reader.ReadList(a) : [];
        var whenEqual = fields.Value("when-equal") is { } e ? reader.Expressions.Read(e, "'when-equal'") : null;
        return new ResidualStep(head, branch, shortcut, after, whenEqual);
    }
}
