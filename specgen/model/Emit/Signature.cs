using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>Text that is equal exactly where the generated C# would be: what makes two modules one class, and a spec unchanged.</summary>
internal sealed class Signature(NetworkGraph graph)
{
    // Said once for each operation: blocks, stages and the network all repeat them.
    private readonly string[] attributes = [.. graph.Ops.Select(op => $"{Attributes(op)} {op.Shape}")];

    /// <summary>Of everything in the graph that reaches the generated file, except its name and summary.</summary>
    public string OfGraph() => Of("", 0, graph.Ops.Count, graph.Modules)
        + string.Join(" ", graph.Ops.Select(Rates.Of).OfType<double>().Select(rate => rate.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Of a module with a forward: its operations, shapes and relative names; not the rates, which a constructor takes.</summary>
    public string OfModule(ModuleNode module)
    {
        var prefix = module.Path + ".";
        // What a module holds stands right behind it.
        var inside = graph.Modules.SkipWhile(other => !ReferenceEquals(other, module)).Skip(1)
            .TakeWhile(other => other.Path.StartsWith(prefix, StringComparison.Ordinal));
        return $"{module.Kind} {Quoted(module.Definition)} {Quoted(module.Summary)}"
            + $" in {graph.Ops[module.Input].Shape} out {Relative(module.Output, module.FirstOp)}\n"
            + Of(prefix, module.FirstOp, module.OpCount, inside);
    }

    /// <summary>Of a group, given the classes of the modules with a forward that are in it.</summary>
    public static string OfGroup(TreeNode group, IReadOnlyDictionary<string, ClassPlan> typeOf)
    {
        var text = new StringBuilder("{");
        foreach (var child in group.Children)
        {
            var content = child.Layer is { } layer ? $"{Attributes(layer)} {layer.Shape}"
                : child.HasForward ? typeOf[child.Path].Name
                : OfGroup(child, typeOf);
            text.Append(child.Segment).Append('=').Append(content).Append(';');
        }
        return text.Append('}').ToString();
    }

    private string Of(string prefix, int first, int count, IEnumerable<ModuleNode> modules)
    {
        var text = new StringBuilder();
        for (var position = first; position < first + count; position++)
        {
            var op = graph.Ops[position];
            text.Append(op.Path, prefix.Length, op.Path.Length - prefix.Length).Append(' ').Append(attributes[position]);
            foreach (var input in op.Inputs)
            {
                text.Append(' ').Append(Relative(input, first));
            }
            if (op.SharesWith is { } owner)
            {
                text.Append(" shares ").Append(owner, prefix.Length, owner.Length - prefix.Length);
            }
            text.Append('\n');
        }
        foreach (var module in modules)
        {
            text.Append(module.Path, prefix.Length, module.Path.Length - prefix.Length)
                .Append(' ').Append((int)module.Kind)
                .Append(' ').Append(Quoted(module.Definition)).Append(' ').Append(Quoted(module.Summary))
                .Append(' ').Append(Relative(module.Input, first)).Append(' ').Append(Relative(module.Output, first))
                .Append(' ').Append(Number(module.FirstOp - first)).Append(' ').Append(Number(module.OpCount)).Append('\n');
        }
        return text.ToString();
    }

    // A length before a text from outside, so that no text can be taken for what follows it.
    private static string Quoted(string text) => Number(text.Length) + ":" + text;

    // A module reads one value from outside, wherever that stands.
    private static string Relative(int value, int first) => value < first ? "in" : Number(value - first);

    private static string Attributes(Op op) => op switch
    {
        ConvOp c => FormattableString.Invariant(
            $"conv {c.In} {c.Out} {Pair(c.Kernel)} {Pair(c.Stride)} {Pair(c.Padding)} {Pair(c.Dilation)} {c.Groups} {c.Bias}"),
        BatchNormOp n => FormattableString.Invariant($"norm {n.Gamma:R} {n.Eps:R} {n.Momentum:R}"),
        LinearOp l => FormattableString.Invariant($"linear {l.In} {l.Out} {l.Bias}"),
        LayerNormOp n => FormattableString.Invariant($"layer-norm {n.Eps:R}"),
        GroupNormOp n => FormattableString.Invariant($"group-norm {n.Groups} {n.Eps:R}"),
        ScaleOp s => FormattableString.Invariant($"scale {s.Init:R}"),
        ChannelConvOp c => FormattableString.Invariant($"channel-conv {c.Kernel} {c.Bias}"),
        ActivationOp { Kind: ActivationKind.LeakyRelu } a => FormattableString.Invariant($"{a.Kind} {a.Slope:R}"),
        ActivationOp a => a.Kind.ToString(),
        SoftmaxOp s => FormattableString.Invariant($"softmax {s.Over}"),
        ChannelShuffleOp s => FormattableString.Invariant($"shuffle {s.Groups}"),
        ResizeOp r => FormattableString.Invariant($"resize {r.Mode}"),
        PoolOp p => FormattableString.Invariant($"{p.Kind} {Pair(p.Kernel)} {Pair(p.Stride)} {Pair(p.Padding)} {p.CountIncludePad}"),
        SliceOp s => FormattableString.Invariant($"slice {s.From}"),
        PadShortcutOp p => FormattableString.Invariant($"pad {Pair(p.Stride)}"),
        _ => op.GetType().Name,
    };

    private static string Pair(Size2 size) => Number(size.Rows) + "x" + Number(size.Columns);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
