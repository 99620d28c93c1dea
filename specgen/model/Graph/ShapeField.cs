using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Graph;

/// <summary>Reads shapes from files.</summary>
internal static class ShapeField
{
    /// <summary>An image's shape, [channels, rows, columns]; null if absent or wrong.</summary>
    public static Shape? Shape(this Fields fields, string key)
    {
        if (fields.Sequence(key, required: true) is not { } list)
            return null;
        var sizes = list.Items.Select(item => Fields.Int(item, $"'{key}'", 1, Limits.LargestSize, fields.Report)).ToList();
        if (sizes.Count == 3)
            return sizes.Any(size => size is null) ? null : new Shape((int)sizes[0]!, (int)sizes[1]!, (int)sizes[2]!);
        fields.Report(Descriptors.WrongType, list.Where, $"'{key}' is [channels, rows, columns]; found {sizes.Count} numbers.");
        return null;
    }
}
