using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Compiler.Steps;

/// <summary>How a shortcut reaches its branch's shape.</summary>
internal static class ShortcutStride
{
    /// <summary>The stride ceil(in/out) in each direction, or null after reporting that it does not give the target size.</summary>
    public static Size2? Find(Expansion expansion, Step step, string name, Shape from, Shape to)
    {
        var stride = new Size2(CeilDivide(from.Rows, to.Rows), CeilDivide(from.Columns, to.Columns));
        if (CeilDivide(from.Rows, stride.Rows) == to.Rows && CeilDivide(from.Columns, stride.Columns) == to.Columns)
            return stride;
        expansion.Report(Descriptors.ShortcutMisses, step.Where,
            $"'{name}' cannot get from {from} to {to}: no stride takes {from.Rows}x{from.Columns} positions to {to.Rows}x{to.Columns}.");
        return null;
    }

    private static int CeilDivide(int a, int b) => (a + b - 1) / b;
}

/// <summary><c>projection</c>: a 1x1 convolution and batch-norm, only where the shapes differ ("option B").</summary>
internal sealed class ProjectionStep(StepHead head) : Step(head)
{
    /// <summary>Its syntax.</summary>
    public static readonly StepSyntax Syntax = ShortcutSyntax.Of("projection", head => new ProjectionStep(head));

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input)
    {
        if (input.Shape is not { } from || expansion.ShortcutTarget is not { } to)
            return Flow.Unknown;
        if (from == to)
            return input;
        if (ShortcutStride.Find(expansion, this, "projection", from, to) is not { } stride)
            return Flow.Unknown;
        return expansion.Group(LocalName, input, x =>
        {
            var conv = new ConvOp { Shape = to, In = from.Channels, Out = to.Channels, Stride = stride };
            var y = expansion.Emit(conv, "conv", [x.Value], Where);
            return expansion.Emit(new BatchNormOp { Shape = to }, "batch_norm", [y.Value], Where);
        });
    }
}

/// <summary><c>pad</c>: every stride-th row and column, zero channels appended, only where the shapes differ ("option A").</summary>
internal sealed class PadStep(StepHead head) : Step(head)
{
    /// <summary>Its syntax.</summary>
    public static readonly StepSyntax Syntax = ShortcutSyntax.Of("pad", head => new PadStep(head));

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input)
    {
        if (input.Shape is not { } from || expansion.ShortcutTarget is not { } to)
            return Flow.Unknown;
        if (from == to)
            return input;
        if (to.Channels < from.Channels)
        {
            expansion.Report(Descriptors.ShortcutMisses, Where,
                $"'pad' cannot get from {from} to {to}: it appends channels and removes none.");
            return Flow.Unknown;
        }
        if (ShortcutStride.Find(expansion, this, "pad", from, to) is not { } stride)
            return Flow.Unknown;
        return expansion.Emit(new PadShortcutOp { Shape = to, Stride = stride }, LocalName, [input.Value], Where);
    }
}

/// <summary>The syntax of both: a name without arguments, inside a shortcut.</summary>
internal static class ShortcutSyntax
{
    public static StepSyntax Of(string name, System.Func<StepHead, Step> make) => new(name, (reader, head, value) =>
    {
        if (value.Value is { } unexpected)
            reader.Report(Descriptors.WrongType, unexpected.Where, $"'{name}' has no arguments: it aims at the branch's shape.");
        return make(head);
    })
    {
        OnlyInShortcut = true,
    };
}
