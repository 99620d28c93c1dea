using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Merges several values into one.</summary>
internal static class Merging
{
    /// <summary>Appends the operations that merge values. Their names begin with the merge's name: <c>add</c>, <c>add2</c>.</summary>
    /// <param name="expansion">The graph.</param>
    /// <param name="merge">The merge.</param>
    /// <param name="parts">The values; at least one.</param>
    /// <param name="what">What they are, for messages: "The paths".</param>
    /// <param name="where">Place of the step.</param>
    /// <param name="advice">A sentence to end a message about differing shapes with.</param>
    /// <param name="axis">What a concatenation goes along.</param>
    public static Flow Apply(
        Expansion expansion, Merge merge, IReadOnlyList<Flow> parts, string what, SourceSpan where, string advice = "", Axis axis = Axis.Channels)
    {
        if (parts.Any(part => part.Shape is null) || expansion.Stopped)
            return Flow.Unknown;
        var shapes = parts.Select(part => part.Shape!.Value).ToList();
        if (merge == Merge.Concat ? !CanConcat(shapes, axis) : !CanPair(merge, shapes))
        {
            var needs = merge == Merge.Concat ? Needs(axis) : merge.Needs;
            // With two parts it is obvious which is which.
            var found = shapes.Select((shape, i) => (shape, Number: i + 1)).GroupBy(part => part.shape)
                .Select(group => group.Key + (shapes.Count == 2 ? "" : $" ({string.Join(", ", group.Select(part => part.Number))})"));
            expansion.Report(Descriptors.ShapesDiffer, where, $"{what} give {string.Join(" and ", found)}; {needs}.{advice}");
            return Flow.Unknown;
        }
        if (merge == Merge.Concat)
            return Concatenate(expansion, parts, shapes, axis, where);
        var result = parts[0];
        for (var i = 1; i < parts.Count && result.Shape is { } shape; i++)
        {
            var local = i == 1 ? merge.Name : merge.Name + i;
            result = expansion.Emit(merge.Pair(shape, shapes[i])!, local, [result.Value, parts[i].Value], where);
        }
        return result;
    }

    private static string Needs(Axis axis) => axis switch
    {
        Axis.Channels => "joining channels needs equal rows and columns",
        Axis.Rows => "joining rows needs equal channels and columns",
        _ => "joining columns needs equal channels and rows",
    };

    private static bool CanConcat(IReadOnlyList<Shape> shapes, Axis axis) =>
        shapes.All(shape => Axes.With(shape, axis, 1) == Axes.With(shapes[0], axis, 1));

    private static bool CanPair(Merge merge, IReadOnlyList<Shape> shapes)
    {
        var result = (Shape?)shapes[0];
        foreach (var shape in shapes.Skip(1))
            result = result is { } left ? merge.Pair(left, shape)?.Shape : null;
        return result is not null;
    }

    private static Flow Concatenate(Expansion expansion, IReadOnlyList<Flow> parts, List<Shape> shapes, Axis axis, SourceSpan where)
    {
        var size = shapes.Sum(shape => (long)Axes.Size(shape, axis));
        if (size > Limits.LargestSize)
        {
            expansion.Report(Descriptors.TooLarge, where,
                $"{size} {Axes.Names[(int)axis]} are too many; at most {Limits.LargestSize} are possible.");
            return Flow.Unknown;
        }
        return parts.Count == 1 ? parts[0] : expansion.Emit(
            new ConcatOp { Shape = Axes.With(shapes[0], axis, (int)size), Axis = axis }, Merge.Concat.Name, parts.Select(part => part.Value).ToList(),
            where);
    }
}
