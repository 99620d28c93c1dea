using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Compiler.Steps;

/// <summary>How several values become one (rule 8).</summary>
internal static class Merge
{
    /// <summary>Joins the channels; rows and columns must agree.</summary>
    public const string Concat = "concat";

    /// <summary>Adds; equal shapes.</summary>
    public const string Add = "add";

    /// <summary>Multiplies; equal shapes.</summary>
    public const string Multiply = "multiply";

    /// <summary>Takes the larger; equal shapes.</summary>
    public const string Max = "max";

    /// <summary>Every way there is.</summary>
    public static readonly string[] All = [Concat, Add, Multiply, Max];

    /// <summary>Appends the operations that merge values. Their names begin with the way: <c>add</c>, <c>add2</c>.</summary>
    /// <param name="expansion">The graph.</param>
    /// <param name="merge">One of <see cref="All"/>.</param>
    /// <param name="parts">The values; at least one.</param>
    /// <param name="what">What they are, for messages: "The paths".</param>
    /// <param name="where">Place of the step.</param>
    /// <param name="advice">A sentence to end a message about differing shapes with.</param>
    public static Flow Apply(
        Expansion expansion, string merge, IReadOnlyList<Flow> parts, string what, SourceSpan where, string advice = "")
    {
        if (parts.Any(part => part.Shape is null) || expansion.Stopped)
            return Flow.Unknown;
        var shapes = parts.Select(part => part.Shape!.Value).ToList();
        var fits = merge == Concat
            ? shapes.All(shape => shape.Rows == shapes[0].Rows && shape.Columns == shapes[0].Columns)
            : shapes.All(shape => shape == shapes[0]);
        if (!fits)
        {
            var rule = merge == Concat ? "joining channels needs equal rows and columns" : $"'{merge}' needs equal shapes";
            // Of two it is plain which is which.
            var found = shapes.Select((shape, i) => (shape, Number: i + 1)).GroupBy(part => part.shape)
                .Select(group => group.Key + (shapes.Count == 2 ? "" : $" ({string.Join(", ", group.Select(part => part.Number))})"));
            expansion.Report(Descriptors.ShapesDiffer, where, $"{what} give {string.Join(" and ", found)}; {rule}.{advice}");
            return Flow.Unknown;
        }
        if (merge == Concat)
            return Concatenate(expansion, parts, shapes, where);
        var sum = parts[0];
        for (var i = 1; i < parts.Count; i++)
            sum = Pair(expansion, merge, i == 1 ? merge : merge + i, sum, parts[i], where);
        return sum;
    }

    private static Flow Concatenate(Expansion expansion, IReadOnlyList<Flow> parts, List<Shape> shapes, SourceSpan where)
    {
        var channels = shapes.Sum(shape => (long)shape.Channels);
        if (channels > Expansion.LargestSize)
        {
            expansion.Report(Descriptors.TooLarge, where, $"{channels} channels are too many; at most {Expansion.LargestSize} are possible.");
            return Flow.Unknown;
        }
        return parts.Count == 1 ? parts[0] : expansion.Emit(new ConcatOp
        {
            Path = expansion.PathOf(Concat),
            Inputs = parts.Select(part => part.Value).ToList(),
            Shape = shapes[0] with { Channels = (int)channels },
            Where = where,
        });
    }

    private static Flow Pair(Expansion expansion, string merge, string local, Flow left, Flow right, SourceSpan where)
    {
        if (left.Shape is not { } shape)
            return Flow.Unknown;
        var path = expansion.PathOf(local);
        IReadOnlyList<int> inputs = [left.Value, right.Value];
        return expansion.Emit(merge switch
        {
            Add => new AddOp { Path = path, Inputs = inputs, Shape = shape, Where = where },
            Multiply => new MultiplyOp { Path = path, Inputs = inputs, Shape = shape, Where = where },
            _ => new MaximumOp { Path = path, Inputs = inputs, Shape = shape, Where = where },
        });
    }
}
