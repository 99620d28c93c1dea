using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>Text that is equal exactly where the generated C# would be: what makes two modules one class, and a spec unchanged.</summary>
internal static class Signature
{
    /// <summary>Of everything in a graph that reaches the generated file, except names that are not structure.</summary>
    public static string OfGraph(NetworkGraph graph) => Of(graph, "", 0, graph.Ops.Count, graph.Modules);

    /// <summary>Of a module with a forward: its operations, shapes and relative names.</summary>
    public static string OfModule(NetworkGraph graph, ModuleNode module)
    {
        var prefix = module.Path + ".";
        var inside = graph.Modules.Where(other => other.Path.StartsWith(prefix, StringComparison.Ordinal));
        return $"{module.Kind} {module.Definition.Length}:{module.Definition} {module.Summary.Length}:{module.Summary}"
            + $" in {graph.Ops[module.Input].Shape} out {Relative(module.Output, module.FirstOp)}\n"
            + Of(graph, prefix, module.FirstOp, module.OpCount, inside);
    }

    /// <summary>Of a group, given the classes of the modules with a forward that are in it.</summary>
    public static string OfGroup(TreeNode group, IReadOnlyDictionary<string, ClassPlan> typeOf)
    {
        var text = new StringBuilder("{");
        foreach (var child in group.Children)
        {
            text.Append(child.Segment).Append('=').Append(
                child.Layer is { } layer ? Attributes(layer) + layer.Shape : child.HasForward ? typeOf[child.Path].Name : OfGroup(child, typeOf));
            text.Append(';');
        }
        return text.Append('}').ToString();
    }

    private static string Of(NetworkGraph graph, string prefix, int first, int count, IEnumerable<ModuleNode> modules)
    {
        var text = new StringBuilder();
        for (var position = first; position < first + count; position++)
        {
            var op = graph.Ops[position];
            text.Append(op.Path, prefix.Length, op.Path.Length - prefix.Length).Append(' ').Append(Attributes(op)).Append(' ').Append(op.Shape);
            foreach (var input in op.Inputs)
            {
                text.Append(' ').Append(Relative(input, first));
            }
            text.Append('\n');
        }
        foreach (var module in modules)
        {
            text.Append(module.Path, prefix.Length, module.Path.Length - prefix.Length)
                .Append(' ').Append(module.Kind)
                .Append(' ').Append(module.Definition.Length).Append(':').Append(module.Definition)
                .Append(' ').Append(module.Summary.Length).Append(':').Append(module.Summary)
                .Append(' ').Append(Relative(module.Input, first)).Append(' ').Append(Relative(module.Output, first))
                .Append(' ').Append(module.FirstOp - first).Append(' ').Append(module.OpCount).Append('\n');
        }
        return text.ToString();
    }

    // A module reads one value from outside, wherever that stands.
    private static string Relative(int value, int first) => value < first ? "in" : (value - first).ToString(CultureInfo.InvariantCulture);

    private static string Attributes(Op op) => op switch
    {
        ConvOp c => FormattableString.Invariant(
            $"conv {c.In} {c.Out} {Pair(c.Kernel)} {Pair(c.Stride)} {Pair(c.Padding)} {Pair(c.Dilation)} {c.Groups} {c.Bias}"),
        BatchNormOp n => FormattableString.Invariant($"norm {n.Gamma:R} {n.Eps:R} {n.Momentum:R}"),
        LinearOp l => FormattableString.Invariant($"linear {l.In} {l.Out} {l.Bias}"),
        ActivationOp a => a.Kind.ToString(),
        PoolOp p => FormattableString.Invariant($"{p.Kind} {Pair(p.Kernel)} {Pair(p.Stride)} {Pair(p.Padding)} {p.CountIncludePad}"),
        SliceOp s => FormattableString.Invariant($"slice {s.From}"),
        PadShortcutOp p => FormattableString.Invariant($"pad {Pair(p.Stride)}"),
        _ => op.GetType().Name,
    };

    private static string Pair(Size2 size) => FormattableString.Invariant($"{size.Rows}x{size.Columns}");
}
